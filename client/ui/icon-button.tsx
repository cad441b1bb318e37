import { Tooltip } from 'antd'
import type { ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './icon-button.module.css'

export interface IconButtonProps {
  /** Accessible name and tooltip. */
  label: string
  icon?: IconName
  children?: ReactNode
  isPressed?: boolean
  isExpanded?: boolean
  /** Shown in the tooltip, for example `Q`. */
  shortcut?: string
  tooltipPlacement?: 'left' | 'right' | 'bottom' | 'top'
  className?: string | undefined
  onClick?: () => void
  ref?: Ref<HTMLButtonElement>
}

/** A square button with an icon, its name as tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, children, isPressed, isExpanded, shortcut, onClick, ref } = props
  const title = shortcut ? `${label} (${shortcut})` : label
  return (
    <Tooltip mouseEnterDelay={0.4} placement={props.tooltipPlacement ?? 'bottom'} title={title}>
      <button
        aria-expanded={isExpanded}
        aria-label={label}
        aria-pressed={isPressed}
        className={`${styles.button} ${props.className ?? ''}`}
        onClick={onClick}
        ref={ref}
        type="button"
      >
        {icon ? <Icon name={icon} /> : children}
      </button>
    </Tooltip>
  )
}
