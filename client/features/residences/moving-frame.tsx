import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { type LifeAct, useRecordAct } from './residence-queries.ts'

interface MovingFrameProps {
  title: string
  /** Undefined while something has to be said still. */
  act: LifeAct | undefined
  onClose: () => void
  children: ReactNode
}

/** The frame of all acts of moving: recorded with one button, refused in words. */
export function MovingFrame({ title, act, onClose, children }: MovingFrameProps) {
  const { t } = useTranslation()
  const record = useRecordAct()
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={record.isPending}
      okButtonProps={{ disabled: act === undefined }}
      okText={t('residences:record')}
      onCancel={onClose}
      onOk={() => act && record.mutate(act, { onSuccess: onClose })}
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
