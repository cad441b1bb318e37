import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CityStore } from '../state/city-store.ts'
import type { PreferencesStore } from '../state/preferences.ts'
import { CityStoreContext } from '../state/use-city-state.ts'
import { PreferencesContext } from '../state/use-preferences.ts'
import { createAntdTheme } from '../ui/antd-theme.ts'
import { LoadingIcon } from '../ui/loading-icon.tsx'
import { useMediaQuery } from '../ui/use-media-query.ts'
import type { MapStore } from './map/map-state.ts'
import { MapStoreContext } from './map/use-map-state.ts'
import { SignedInShell } from './signed-in-shell.tsx'
import { useResolvedTheme } from './theme/use-resolved-theme.ts'
import { ThemeNameContext } from './theme/use-theme-name.ts'

export interface Services {
  store: CityStore
  mapStore: MapStore
  preferences: PreferencesStore
  queryClient: QueryClient
}

/** Everything the screen needs, handed down once. */
export function Application({ store, mapStore, preferences, queryClient }: Services) {
  return (
    <QueryClientProvider client={queryClient}>
      <PreferencesContext value={preferences}>
        <CityStoreContext value={store}>
          <MapStoreContext value={mapStore}>
            <Dressed />
          </MapStoreContext>
        </CityStoreContext>
      </PreferencesContext>
    </QueryClientProvider>
  )
}

/** Theme and language for everything of Ant Design. */
function Dressed() {
  const { i18n } = useTranslation()
  const themeName = useResolvedTheme()
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)')
  const theme = useMemo(() => createAntdTheme(themeName, !isStill), [themeName, isStill])
  return (
    <ThemeNameContext value={themeName}>
      <ConfigProvider
        button={{ loadingIcon: <LoadingIcon /> }}
        locale={i18n.language === 'en' ? enUS : zhCN}
        theme={theme}
      >
        <SignedInShell />
      </ConfigProvider>
    </ThemeNameContext>
  )
}
