import { Dropdown, type MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { measureKinds } from '../../features/measuring/measure-panel.tsx'
import { languageNames, languages } from '../../i18n/languages.ts'
import { switchLanguage } from '../../i18n/start-i18n.ts'
import type { MeasureKind } from '../../scene/scene-types.ts'
import { themeChoices } from '../../state/preferences.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { useMay } from '../../state/use-session.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useMapState } from '../map/use-map-state.ts'
import { StatisticsDrawer } from '../statistics/statistics-drawer.tsx'
import { saveScreenshot } from './save-screenshot.ts'
import styles from './top-bar.module.css'
import { useFullScreen } from './use-full-screen.ts'

type MenuItems = NonNullable<MenuProps['items']>

interface TopBarToolsProps {
  isPhone: boolean
  onMeasure: (kind: MeasureKind) => void
  onHelp: () => void
}

/** Side by side where there is room, behind one button where there is not. */
export function TopBarTools({ isPhone, onMeasure, onHelp }: TopBarToolsProps) {
  const { t } = useTranslation()
  const scene = useMapState((state) => state.scene)
  const fullScreen = useFullScreen()
  const measure = useMeasureItems(onMeasure)
  const language = useLanguageItems()
  const theme = useThemeItems()
  const screenshot = () => scene && void saveScreenshot(scene)
  const fullScreenIcon = fullScreen.isOn ? 'fullscreenExit' : 'fullscreen'
  const fullScreenLabel = t(fullScreen.isOn ? 'shell:leaveFullScreen' : 'shell:fullScreen')
  const mayReadStatistics = useMay('statistics.read')
  const mayKeepRegistry = useMay('registry.write')
  const showPanelList = useCityState((state) => state.showPanelList)
  const openTodo = () => showPanelList('todo')
  const [isStatisticsOpen, setStatisticsOpen] = useState(false)
  const openStatistics = () => setStatisticsOpen(true)
  const statistics = (
    <StatisticsDrawer isOpen={isStatisticsOpen} onClose={() => setStatisticsOpen(false)} />
  )
  if (isPhone) {
    const items: MenuItems = [
      ...(mayKeepRegistry ? [item('todo', t('todo:title'), 'check', openTodo)] : []),
      ...(mayReadStatistics
        ? [item('statistics', t('statistics:title'), 'chart', openStatistics)]
        : []),
      group('measure', t('shell:measure'), measure),
      group('language', t('shell:language'), language),
      group('theme', t('shell:theme'), theme),
      { type: 'divider' },
      item('screenshot', t('shell:screenshot'), 'camera', screenshot),
      item('full', fullScreenLabel, fullScreenIcon, fullScreen.toggle),
      item('help', t('shell:help'), 'help', onHelp),
    ]
    return (
      <>
        <MenuButton icon="more" items={items} label={t('shell:more')} />
        {statistics}
      </>
    )
  }
  return (
    <div aria-label={t('shell:tools')} className={styles.tools} role="toolbar">
      {mayKeepRegistry && <IconButton icon="check" label={t('todo:title')} onClick={openTodo} />}
      {mayReadStatistics && (
        <IconButton icon="chart" label={t('statistics:title')} onClick={openStatistics} />
      )}
      <MenuButton icon="ruler" items={measure} label={t('shell:measure')} />
      <IconButton icon="camera" label={t('shell:screenshot')} onClick={screenshot} />
      <IconButton icon={fullScreenIcon} label={fullScreenLabel} onClick={fullScreen.toggle} />
      <span className={styles.divider} />
      <MenuButton icon="language" items={language} label={t('shell:language')} />
      <MenuButton icon="contrast" items={theme} label={t('shell:theme')} />
      <IconButton icon="help" label={t('shell:help')} onClick={onHelp} shortcut="?" />
      {statistics}
    </div>
  )
}

interface MenuButtonProps {
  icon: IconName
  label: string
  items: MenuItems
}

function MenuButton({ icon, label, items }: MenuButtonProps) {
  return (
    <Dropdown menu={{ items }} placement="bottomRight" trigger={['click']}>
      <button
        aria-haspopup="menu"
        aria-label={label}
        className={styles.menu}
        title={label}
        type="button"
      >
        <Icon name={icon} />
      </button>
    </Dropdown>
  )
}

function item(key: string, label: string, icon: IconName | undefined, onClick: () => void) {
  return { key, label, onClick, icon: icon && <Icon name={icon} size={16} /> }
}

function group(key: string, label: string, children: MenuItems): MenuItems[number] {
  return { key, label, type: 'group', children }
}

function useMeasureItems(onMeasure: (kind: MeasureKind) => void): MenuItems {
  const { t } = useTranslation()
  return measureKinds.map((kind) =>
    item(`measure-${kind}`, t(`measuring:kind.${kind}`), kind, () => onMeasure(kind)),
  )
}

function useLanguageItems(): MenuItems {
  const { i18n } = useTranslation()
  return languages.map((language) => ({
    ...item(language, languageNames[language], undefined, () => void switchLanguage(language)),
    className: language === i18n.language ? styles.current : undefined,
  })) as MenuItems
}

function useThemeItems(): MenuItems {
  const { t } = useTranslation()
  const current = usePreferences((preferences) => preferences.themeChoice)
  const setThemeChoice = usePreferences((preferences) => preferences.setThemeChoice)
  const icons: Record<(typeof themeChoices)[number], IconName> = {
    light: 'sun',
    dark: 'moon',
    auto: 'contrast',
  }
  return themeChoices.map((choice) => ({
    ...item(choice, t(`shell:themes.${choice}`), icons[choice], () => setThemeChoice(choice)),
    className: choice === current ? styles.current : undefined,
  })) as MenuItems
}
