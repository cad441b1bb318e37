import { Button, Input, Select, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountRoles } from '../../../server/contract/access.ts'
import type { Account, AccountQuery } from '../../../server/contract/accounts.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { AccountDrawer } from './account-drawer.tsx'
import type { AreaOption } from './account-form.tsx'
import { useAccounts } from './account-queries.ts'
import styles from './accounts.module.css'
import { SecretDialog } from './secret-dialog.tsx'
import { Section } from './section.tsx'

const pageSize = 50

/** Who may sign in: found by name, area and role, made and changed in a drawer. */
export function AccountsSection({ areaOptions }: { areaOptions: readonly AreaOption[] }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState<AccountQuery>({ page: 1, pageSize })
  const [edited, setEdited] = useState<Account | 'new'>()
  const [secret, setSecret] = useState<string>()
  const accounts = useAccounts(query)
  const columns = useColumns(setEdited)
  const narrow = (part: Partial<AccountQuery>) => setQuery({ ...query, ...part, page: 1 })
  return (
    <Section
      query={accounts}
      title={t('accounts:section.accounts')}
      tools={
        <>
          <Input.Search
            allowClear
            aria-label={t('accounts:search')}
            onSearch={(text) => narrow({ q: text.trim() || undefined } as Partial<AccountQuery>)}
            placeholder={t('accounts:search')}
            style={{ width: 220 }}
          />
          <Select
            allowClear
            aria-label={t('accounts:role')}
            onChange={(role) => narrow({ role })}
            options={accountRoles.map((role) => ({
              value: role,
              label: t(`vocabulary:role.${role}`),
            }))}
            placeholder={t('accounts:everyRole')}
            style={{ width: 150 }}
          />
          <Select
            allowClear
            aria-label={t('accounts:state')}
            onChange={(disabled) => narrow({ disabled })}
            options={[
              { value: false, label: t('accounts:open') },
              { value: true, label: t('accounts:closed') },
            ]}
            placeholder={t('accounts:everyState')}
            style={{ width: 120 }}
          />
          <Button onClick={() => setEdited('new')} type="primary">
            {t('accounts:create')}
          </Button>
        </>
      }
    >
      {({ items, total }) => (
        <>
          <Table
            columns={columns}
            dataSource={items}
            loading={accounts.isPlaceholderData}
            locale={{ emptyText: <span className={styles.quiet}>{t('accounts:noneFound')}</span> }}
            pagination={{
              current: query.page ?? 1,
              hideOnSinglePage: true,
              onChange: (page) => setQuery({ ...query, page }),
              pageSize,
              showSizeChanger: false,
              total,
            }}
            rowKey="id"
            scroll={{ x: 760 }}
            size="small"
          />
          <AccountDrawer
            account={
              edited === 'new' || !edited
                ? undefined
                : (items.find(({ id }) => id === edited.id) ?? edited)
            }
            areaOptions={areaOptions}
            isOpen={edited !== undefined}
            onClose={() => setEdited(undefined)}
            onSecret={setSecret}
          />
          <SecretDialog
            hint={t('accounts:temporaryPasswordHint')}
            onClose={() => setSecret(undefined)}
            secret={secret}
            title={t('accounts:temporaryPassword')}
          />
        </>
      )}
    </Section>
  )
}

function useColumns(onEdit: (account: Account) => void): TableColumnsType<Account> {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  return [
    {
      key: 'name',
      title: t('accounts:account'),
      render: (_, account) => (
        <div className={styles.name}>
          <button onClick={() => onEdit(account)} type="button">
            {account.displayName}
          </button>
          <span>{account.name}</span>
        </div>
      ),
    },
    {
      key: 'role',
      title: t('accounts:role'),
      render: (_, { role }) => t(`vocabulary:role.${role}`),
    },
    {
      key: 'reach',
      title: t('accounts:reach'),
      render: (_, { area, department }) =>
        area?.path.map(({ name }) => name).join(' › ') ??
        department?.name ??
        t('session:wholeCity'),
    },
    {
      key: 'state',
      title: t('accounts:state'),
      render: (_, account) => <States account={account} />,
    },
    {
      key: 'seen',
      title: t('accounts:lastSeen'),
      render: (_, { lastSeenAt }) => (lastSeenAt ? moment(lastSeenAt) : t('accounts:never')),
    },
  ]
}

function States({ account }: { account: Account }) {
  const { t } = useTranslation()
  return (
    <span className={styles.states}>
      {account.isDisabled && <Tag>{t('accounts:closed')}</Tag>}
      {account.mustChangePassword && <Tag color="warning">{t('accounts:mustChange')}</Tag>}
      {account.isDemonstration && <Tag>{t('accounts:demonstration')}</Tag>}
      {account.singleSignOn && <Tag>{t('accounts:singleSignOn')}</Tag>}
      {!account.isDisabled && !account.mustChangePassword && t('accounts:open')}
    </span>
  )
}
