import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../server/contract/overview.ts'
import { SearchBox } from '../../features/search/search-box.tsx'
import { AccountMenu } from '../../features/session/account-menu.tsx'
import type { MeasureKind } from '../../scene/scene-types.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useAccountItems } from '../account/use-account-items.tsx'
import { useBeforeSignOut } from '../account/use-before-sign-out.tsx'
import { useNavigation } from '../use-navigation.ts'
import { Logo } from './logo.tsx'
import styles from './top-bar.module.css'
import { TopBarTools } from './top-bar-tools.tsx'
import { useIsPhone } from './use-is-phone.ts'

interface TopBarProps {
  overview: Overview | undefined
  searchInput: RefObject<HTMLInputElement | null>
  isTreeOpen: boolean
  onToggleTree: () => void
  onMeasure: (kind: MeasureKind) => void
  onHelp: () => void
}

/** Which city this is, the search, and the tools. */
export function TopBar(props: TopBarProps) {
  const { overview, searchInput, isTreeOpen, onToggleTree, onMeasure, onHelp } = props
  const { t } = useTranslation()
  const { goToResult } = useNavigation()
  const isPhone = useIsPhone()
  const accountItems = useAccountItems()
  const { beforeSignOut, question } = useBeforeSignOut()
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        {isPhone ? (
          <IconButton
            icon="menu"
            isExpanded={isTreeOpen}
            label={t('shell:tree')}
            onClick={onToggleTree}
          />
        ) : (
          <Logo />
        )}
        {!isPhone && <h1>{overview?.city?.name ?? t('shell:title')}</h1>}
        {!isPhone && overview?.city?.isDemonstration && <DemonstrationTag />}
      </div>
      <div className={styles.search}>
        <SearchBox inputRef={searchInput} onChoose={goToResult} />
      </div>
      <div className={styles.side}>
        <TopBarTools isPhone={isPhone} onHelp={onHelp} onMeasure={onMeasure} />
        <AccountMenu beforeSignOut={beforeSignOut} items={accountItems} />
        {question}
      </div>
    </header>
  )
}

/** Nobody must take the invented city for a register. */
export function DemonstrationTag() {
  const { t } = useTranslation()
  return (
    <span className={styles.demonstration} title={t('shell:demonstrationWhy')}>
      {t('shell:demonstration')}
    </span>
  )
}
