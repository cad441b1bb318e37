import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOutbox } from '../../features/visits/outbox/use-outbox.ts'

/**
 * Asks before somebody signs out who has visits on this device that were not sent, and takes all
 * that was kept for this account off it.
 */
export function useBeforeSignOut(): { beforeSignOut: () => Promise<boolean>; question: ReactNode } {
  const { t } = useTranslation()
  const [modal, question] = Modal.useModal()
  const { shown, forget } = useOutbox()
  const count = shown.entries.filter(({ state }) => state !== 'clash').length
  const beforeSignOut = async () => {
    const isLeaving =
      count === 0 ||
      (await modal.confirm({
        title: t('visits:unsent', { count }),
        content: t('visits:unsentWhy'),
        okText: t('visits:signOutAnyway'),
        okButtonProps: { danger: true },
        cancelText: t('visits:stay'),
        centered: true,
      }))
    // Where the browser keeps nothing there is nothing to take away.
    if (isLeaving) await forget().catch(() => undefined)
    return isLeaving
  }
  return { beforeSignOut, question }
}
