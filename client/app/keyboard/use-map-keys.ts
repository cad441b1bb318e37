import { useEffect } from 'react'
import { type KeyCommand, toCommand } from './map-keys.ts'

const typing = 'input, textarea, select, [contenteditable="true"]'
/** Escape closes the list that hangs from it, and nothing more. */
const hanging = '.ant-dropdown-open, .ant-select-open, [role=menu]'
const steering =
  '[role=tree], [role=grid], [role=listbox], [role=menu], [role=tab], [role=radiogroup], [role=dialog], [role=slider]'

/** Listens on the whole page; what has the focus keeps its own keys. */
export function useMapKeys(onCommand: (command: KeyCommand) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : undefined
      if (event.key === 'Escape' && target?.closest(hanging)) return
      const command = toCommand({
        key: event.key,
        hasModifier: event.ctrlKey || event.altKey || event.metaKey,
        isTyping: target?.closest(typing) != null && event.key !== 'Escape',
        isSteering: target?.closest(steering) != null,
      })
      if (!command || (target?.closest('[role=dialog]') && command.do !== 'help')) return
      event.preventDefault()
      onCommand(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onCommand])
}
