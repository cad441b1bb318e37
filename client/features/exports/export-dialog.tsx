import { Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ExportFormat,
  exportFormats,
  exportLanguages,
} from '../../../server/contract/exports.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import styles from './export-dialog.module.css'
import { type Exported, useExport } from './export-queries.ts'

interface ExportDialogProps {
  exported: Exported
  onClose: () => void
}

/** As the server demands it. */
const LEAST_PURPOSE = 4

/** Takes a list along as a file: which form, and what for. */
export function ExportDialog({ exported, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [purpose, setPurpose] = useState('')
  const make = useExport(exported)
  const language = exportLanguages.find((one) => one === i18n.language) ?? 'en'
  return (
    <Modal
      cancelText={t('exports:cancel')}
      centered
      confirmLoading={make.isPending}
      okButtonProps={{ disabled: purpose.trim().length < LEAST_PURPOSE }}
      okText={t('exports:make')}
      onCancel={onClose}
      onOk={() =>
        make.mutate({ format, language, purpose: purpose.trim() }, { onSuccess: onClose })
      }
      open
      title={t('exports:title', {
        list:
          'todo' in exported ? t(`todo:kind.${exported.todo}`) : t(`exports:list.${exported.list}`),
      })}
      width={440}
    >
      <div className={styles.form}>
        <p>{t('exports:note')}</p>
        <Radio.Group
          aria-label={t('exports:format')}
          onChange={(event) => setFormat(event.target.value)}
          options={exportFormats.map((value) => ({ value, label: t(`exports:as.${value}`) }))}
          value={format}
        />
        <label htmlFor={id}>{t('exports:purpose')}</label>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 4 }}
          id={id}
          maxLength={200}
          onChange={(event) => setPurpose(event.target.value)}
          placeholder={t('exports:purposeExample')}
          value={purpose}
        />
        <ProblemText problem={make.error && toApiProblem(make.error)} />
      </div>
    </Modal>
  )
}
