import { Dropdown, type MenuProps } from 'antd'
import styles from './acts-menu.module.css'
import { Icon } from './icon.tsx'

interface ActsMenuProps {
  /** What the acts are about. */
  label: string
  items: NonNullable<MenuProps['items']>
}

/** What can be done about something, behind three dots at its right. */
export function ActsMenu({ label, items }: ActsMenuProps) {
  return (
    <Dropdown menu={{ items }} placement="bottomRight" trigger={['click']}>
      <button
        aria-haspopup="menu"
        aria-label={label}
        className={styles.button}
        title={label}
        type="button"
      >
        <Icon name="more" size={16} />
      </button>
    </Dropdown>
  )
}
