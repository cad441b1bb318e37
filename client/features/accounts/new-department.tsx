import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DepartmentInput } from '../../../server/contract/accounts.ts'
import { useCreateDepartment } from './access-queries.ts'
import { CreateDialog } from './create-dialog.tsx'
import { NameItem } from './name-item.tsx'

/** Name and code of a department; its fields are ticked in the table. */
export function NewDepartment({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const create = useCreateDepartment()
  return (
    <CreateDialog<Pick<DepartmentInput, 'code' | 'name'>>
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={(input) => create.mutate({ ...input, fields: [] }, { onSuccess: onClose })}
      state={create}
      title={t('accounts:createDepartment')}
    >
      <NameItem label={t('accounts:departmentName')} missing={t('accounts:displayNameMissing')} />
      <Form.Item
        extra={t('accounts:codeRule')}
        label={t('accounts:code')}
        name="code"
        rules={[{ required: true, pattern: /^[a-z0-9-]{2,40}$/, message: t('accounts:codeRule') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
    </CreateDialog>
  )
}
