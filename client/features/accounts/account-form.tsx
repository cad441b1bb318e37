import { Cascader, Form, type FormInstance, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { accountRoles } from '../../../server/contract/access.ts'
import { type Account, accountNamePattern } from '../../../server/contract/accounts.ts'
import { areaLevels } from '../../../server/contract/vocabulary.ts'
import { Icon } from '../../ui/icon.tsx'
import { useDepartments } from './access-queries.ts'
import type { AccountInput } from './account-input.ts'
import { NameItem } from './name-item.tsx'

/** Community, zone, grid: what an account can be bound to. */
export interface AreaOption {
  value: number
  label: string
  children?: AreaOption[]
}

interface AccountFormProps {
  form: FormInstance<AccountInput>
  /** Undefined: a new one. */
  account: Account | undefined
  areaOptions: readonly AreaOption[]
  onSubmit: (input: AccountInput) => void
}

/** Who it is and what bounds it; what does not suit the role is not asked. */
export function AccountForm({ form, account, areaOptions, onSubmit }: AccountFormProps) {
  const { t } = useTranslation()
  const role = Form.useWatch('role', form)
  const depth = role === 'zone-worker' ? 2 : role === 'grid-leader' ? 3 : 0
  return (
    <Form form={form} layout="vertical" onFinish={onSubmit} requiredMark={false}>
      {!account && (
        <Form.Item
          extra={t('accounts:nameRule')}
          label={t('accounts:name')}
          name="name"
          rules={[
            {
              required: true,
              pattern: new RegExp(accountNamePattern),
              message: t('accounts:nameRule'),
            },
          ]}
        >
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
      )}
      <NameItem
        field="displayName"
        label={t('accounts:displayName')}
        missing={t('accounts:displayNameMissing')}
      />
      <Form.Item
        extra={role && t(`session:roleDoes.${role}`)}
        label={t('accounts:role')}
        name="role"
        rules={[{ required: true, message: t('accounts:roleMissing') }]}
      >
        <Select
          options={accountRoles.map((value) => ({ value, label: t(`vocabulary:role.${value}`) }))}
        />
      </Form.Item>
      {role === 'department-user' && <DepartmentItem />}
      {role && role !== 'administrator' && (
        <Form.Item
          extra={depth === 0 ? t('accounts:areaOptional') : undefined}
          label={t('accounts:area')}
          name="areaPath"
          rules={[
            {
              validator: (_rule, path: number[] | undefined) =>
                depth === 0 || path?.length === depth
                  ? Promise.resolve()
                  : Promise.reject(new Error(t(`accounts:areaMissing.${areaLevels[depth - 1]}`))),
            },
          ]}
        >
          <Cascader
            allowClear
            changeOnSelect={depth === 0}
            expandIcon={<Icon name="chevron" size={12} />}
            options={cutAt(areaOptions, depth || 3)}
            placeholder={depth === 0 ? t('session:wholeCity') : t('accounts:chooseArea')}
            showSearch
          />
        </Form.Item>
      )}
      <details>
        <summary>{t('accounts:singleSignOn')}</summary>
        <Form.Item label={t('accounts:issuer')} name="issuer" rules={[{ pattern: /^https?:\/\// }]}>
          <Input autoComplete="off" maxLength={300} />
        </Form.Item>
        <Form.Item
          dependencies={['issuer']}
          extra={t('accounts:singleSignOnHint')}
          label={t('accounts:subject')}
          name="subject"
          rules={[
            ({ getFieldValue }) => ({
              required: Boolean(getFieldValue('issuer')),
              message: t('accounts:subjectMissing'),
            }),
          ]}
        >
          <Input autoComplete="off" maxLength={300} />
        </Form.Item>
      </details>
    </Form>
  )
}

/** Options of so many levels: a zone worker is not offered grids. */
function cutAt(options: readonly AreaOption[], depth: number): AreaOption[] {
  return options.map(({ value, label, children }) =>
    children && depth > 1
      ? { value, label, children: cutAt(children, depth - 1) }
      : { value, label },
  )
}

function DepartmentItem() {
  const { t } = useTranslation()
  const { data } = useDepartments()
  return (
    <Form.Item
      label={t('accounts:department')}
      name="departmentId"
      rules={[{ required: true, message: t('accounts:departmentMissing') }]}
    >
      <Select
        loading={!data}
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}
