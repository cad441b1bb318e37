import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './accounts.module.css'

interface SecretDialogProps {
  title: string
  hint: string
  /** Undefined: nothing is to be shown. */
  secret: string | undefined
  onClose: () => void
}

/** A secret that the server tells once: it is gone when the dialog closes. */
export function SecretDialog({ title, hint, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard?.writeText(secret ?? '').then(() => setCopied(true))
  return (
    <Modal
      afterClose={() => setCopied(false)}
      closable={false}
      destroyOnHidden
      footer={[
        <Button key="copy" onClick={copy}>
          {t(isCopied ? 'accounts:copied' : 'accounts:copy')}
        </Button>,
        <Button key="close" onClick={onClose} type="primary">
          {t('accounts:secretNoted')}
        </Button>,
      ]}
      keyboard={false}
      mask={{ closable: false }}
      open={secret !== undefined}
      title={title}
    >
      <p>{hint}</p>
      <code className={styles.secret} data-testid="secret">
        {secret}
      </code>
    </Modal>
  )
}
