import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { type ShopAct, useShopAct } from './shop-act-queries.ts'

interface ShopFrameProps {
  title: string
  /** Undefined while something has to be said still. */
  act: ShopAct | undefined
  onClose: () => void
  /** Somebody else has changed the shop since it was read. */
  onStale?: () => void
  children: ReactNode
}

/** The frame of all acts on shops: recorded with one button, refused in words. */
export function ShopFrame(props: ShopFrameProps) {
  const { title, act, onClose, onStale, children } = props
  const { t } = useTranslation()
  const record = useShopAct()
  const onError = (error: unknown) => {
    if (toApiProblem(error).code === 'revision-stale') onStale?.()
  }
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={record.isPending}
      okButtonProps={{ disabled: act === undefined }}
      okText={t('acts:record')}
      onCancel={onClose}
      onOk={() => act && record.mutate(act, { onSuccess: onClose, onError })}
      open
      title={title}
      width={480}
    >
      <div className={styles.form}>
        {children}
        <ProblemText problem={record.error && toApiProblem(record.error)} />
      </div>
    </Modal>
  )
}
