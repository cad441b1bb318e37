import { Button, Drawer, Form } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../server/contract/accounts.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { AccountActs } from './account-acts.tsx'
import { AccountForm, type AreaOption } from './account-form.tsx'
import { type AccountInput, toChange, toInput } from './account-input.ts'
import { useCreateAccount, useUpdateAccount } from './account-queries.ts'

interface AccountDrawerProps {
  isOpen: boolean
  /** Undefined: a new one is made. */
  account: Account | undefined
  areaOptions: readonly AreaOption[]
  onClose: () => void
  /** Told the temporary password, which must be shown once. */
  onSecret: (secret: string) => void
}

/** An account to make or to change, with what else can be done to it. */
export function AccountDrawer(props: AccountDrawerProps) {
  const { isOpen, account, areaOptions, onClose, onSecret } = props
  const { t } = useTranslation()
  const [form] = Form.useForm<AccountInput>()
  const create = useCreateAccount()
  const update = useUpdateAccount()
  const { error, isPending } = account ? update : create
  const key = isOpen ? `${account?.id ?? 'new'}:${account?.revision ?? 0}` : undefined
  const { reset: forgetCreating } = create
  // A revision that somebody else has made replaces what is in the form.
  useEffect(() => {
    if (key === undefined) return
    form.resetFields()
    if (account) form.setFieldsValue(toInput(account))
    else forgetCreating()
  }, [key, form, account, forgetCreating])
  const submit = (input: AccountInput) => {
    const change = toChange(input)
    if (account) return update.mutate({ account, change }, { onSuccess: onClose })
    create.mutate(
      { name: input.name ?? '', ...change },
      {
        onSuccess({ temporaryPassword }) {
          onClose()
          if (temporaryPassword) onSecret(temporaryPassword)
        },
      },
    )
  }
  return (
    <Drawer
      extra={
        <Button loading={isPending} onClick={form.submit} type="primary">
          {t(account ? 'accounts:save' : 'accounts:create')}
        </Button>
      }
      onClose={() => {
        update.reset()
        onClose()
      }}
      open={isOpen}
      size={440}
      title={account ? `${account.displayName} (${account.name})` : t('accounts:create')}
    >
      <ProblemText problem={error && toApiProblem(error)} />
      <AccountForm account={account} areaOptions={areaOptions} form={form} onSubmit={submit} />
      {account && isOpen && <AccountActs account={account} onSecret={onSecret} />}
    </Drawer>
  )
}
