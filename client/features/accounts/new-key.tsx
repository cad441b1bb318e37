import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { keyScopes, type NewApiKey } from '../../../server/contract/accounts.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useCreateApiKey } from './access-queries.ts'
import { useAccounts } from './account-queries.ts'

interface NewKeyProps {
  isOpen: boolean
  onClose: () => void
  /** Told the key, which must be shown once. */
  onSecret: (secret: string) => void
}

/** What a key is for, whose rights it lends, which of them, and for how long. */
export function NewKey({ isOpen, onClose, onSecret }: NewKeyProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<NewApiKey>()
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
    <Modal
      afterClose={() => form.resetFields()}
      confirmLoading={create.isPending}
      okText={t('accounts:createKey')}
      onCancel={onClose}
      onOk={form.submit}
      open={isOpen}
      title={t('accounts:createKey')}
    >
      <Form
        form={form}
        initialValues={{ scopes: ['place.read'], validDays: 90 }}
        layout="vertical"
        onFinish={submit}
        requiredMark={false}
      >
        <Form.Item
          label={t('accounts:keyName')}
          name="name"
          rules={[{ required: true, whitespace: true, message: t('accounts:keyNameMissing') }]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
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
        <ProblemText code={create.error ? toApiProblem(create.error).code : undefined} />
      </Form>
    </Modal>
  )
}
