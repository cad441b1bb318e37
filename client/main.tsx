import './ui/tokens.css'
import './ui/page.css'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { isUnderTest } from './app/address-flags.ts'
import { Application, type Services } from './app/application.tsx'
import { createMapStore } from './app/map/map-state.ts'
import { keepInAddress } from './app/url-state/keep-parameter.ts'
import { keepUrlState } from './app/url-state/keep-url-state.ts'
import { parseUrlState } from './app/url-state/url-state.ts'
import { chooseLanguage } from './i18n/languages.ts'
import { startI18n } from './i18n/start-i18n.ts'
import { createCityStore } from './state/city-store.ts'
import { createPreferences } from './state/preferences.ts'

const { search } = window.location

const i18n = await startI18n(chooseLanguage(search, window.localStorage, navigator.language))

const services: Services = {
  store: createCityStore(parseUrlState(search)),
  mapStore: createMapStore(),
  preferences: createPreferences(window.localStorage, {
    askedTheme: new URLSearchParams(search).get('theme'),
    isTreeOpen: window.innerWidth > 900,
  }),
  queryClient: createQueryClient(),
}

keepInAddress(
  {
    name: 'lang',
    current: () => i18n.language,
    onChange: (listener) => i18n.on('languageChanged', listener),
  },
  window,
)
keepInAddress(
  {
    name: 'theme',
    current: () => services.preferences.getState().themeChoice,
    onChange: services.preferences.subscribe,
  },
  window,
)
keepUrlState(services.store, window, () => {
  const { camera } = services.store.getState()
  if (camera) services.mapStore.getState().scene?.setView(camera)
})

if (isUnderTest(search)) {
  // With `?test` a driver can ask the scene where things are and when it has come to rest.
  Object.assign(window, { __digitalCommunity: services })
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Application {...services} />)
