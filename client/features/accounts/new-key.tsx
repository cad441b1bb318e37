import { Checkbox, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { keyScopes, type NewApiKey } from '../../../server/contract/accounts.ts'
import { useCreateApiKey } from './access-queries.ts'
import { useAccounts } from './account-queries.ts'
import { CreateDialog } from './create-dialog.tsx'
import { NameItem } from './name-item.tsx'

interface NewKeyProps {
  isOpen: boolean
  onClose: () => void
  /** Told the key, which must be shown once. */
  onSecret: (secret: string) => void
}

/** What a key is for, whose rights it lends, which of them, and for how long. */
export function NewKey({ isOpen, onClose, onSecret }: NewKeyProps) {
  const { t } = useTranslation()
  const create = useCreateApiKey()
  const { data } = useAccounts({ role: 'department-user', disabled: false, pageSize: 200 })
  const submit = (input: NewApiKey) =>
    create.mutate(input, {
      onSuccess({ secret }) {
        onClose()
        onSecret(secret)
      },
    })
  return (
    <CreateDialog<NewApiKey>
      initialValues={{ scopes: ['place.read'], validDays: 90 }}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={submit}
      state={create}
      title={t('accounts:createKey')}
    >
      <NameItem label={t('accounts:keyName')} missing={t('accounts:keyNameMissing')} />
      <Form.Item
        extra={t('accounts:keyAccountHint')}
        label={t('accounts:account')}
        name="accountId"
        rules={[{ required: true, message: t('accounts:accountMissing') }]}
      >
        <Select
          options={(data?.items ?? []).map(({ id, displayName, department }) => ({
            value: id,
            label: [department?.name, displayName].filter(Boolean).join(' · '),
          }))}
        />
      </Form.Item>
      <Form.Item
        label={t('accounts:scopes')}
        name="scopes"
        rules={[{ required: true, message: t('accounts:scopesMissing') }]}
      >
        <Checkbox.Group
          options={keyScopes.map((value) => ({
            value,
            label: t(`accounts:permission.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t('accounts:validDays')} name="validDays" rules={[{ required: true }]}>
        <InputNumber max={730} min={1} precision={0} />
      </Form.Item>
    </CreateDialog>
  )
}
