import { Button, Checkbox, Popconfirm, Table, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKey, ApiKeyQuery } from '../../../server/contract/accounts.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useApiKeys, useRevokeApiKey } from './access-queries.ts'
import styles from './accounts.module.css'
import { NewKey } from './new-key.tsx'
import { ScrollBox } from './scroll-box.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { Section } from './section.tsx'

const pageSize = 50

/** Keys by which programs of departments ask, with their last use. */
export function KeysSection() {
  const { t } = useTranslation()
  const [isCreating, setCreating] = useState(false)
  const [secret, setSecret] = useState<string>()
  const [query, setQuery] = useState<ApiKeyQuery>({ page: 1, pageSize })
  const keys = useApiKeys(query)
  const columns = useColumns()
  return (
    <Section
      hint={t('accounts:keysHint')}
      query={keys}
      title={t('accounts:section.keys')}
      tools={
        <>
          <Checkbox
            checked={query.old ?? false}
            onChange={({ target }) => setQuery({ old: target.checked, page: 1, pageSize })}
          >
            {t('accounts:oldKeys')}
          </Checkbox>
          <Button onClick={() => setCreating(true)} type="primary">
            {t('accounts:createKey')}
          </Button>
        </>
      }
    >
      {({ items, total }) => (
        <>
          <ScrollBox label={t('accounts:section.keys')}>
            <Table
              columns={columns}
              dataSource={items}
              locale={{ emptyText: <span className={styles.quiet}>{t('accounts:noKeys')}</span> }}
              loading={keys.isPlaceholderData}
              pagination={{
                current: query.page ?? 1,
                hideOnSinglePage: true,
                onChange: (page) => setQuery({ ...query, page }),
                pageSize,
                showSizeChanger: false,
                total,
              }}
              rowKey="id"
              size="small"
              style={items.length > 0 ? { minWidth: 820 } : {}}
            />
          </ScrollBox>
          <NewKey isOpen={isCreating} onClose={() => setCreating(false)} onSecret={setSecret} />
          <SecretDialog
            hint={t('accounts:keyHint')}
            onClose={() => setSecret(undefined)}
            secret={secret}
            title={t('accounts:key')}
          />
        </>
      )}
    </Section>
  )
}

function useColumns(): TableColumnsType<ApiKey> {
  const { t } = useTranslation()
  const { moment } = useFormatters()
  const revoke = useRevokeApiKey()
  return [
    {
      key: 'name',
      title: t('accounts:keyName'),
      render: (_, { name, hint }) => (
        <>
          {name} <span className={styles.quiet}>{hint}…</span>
        </>
      ),
    },
    {
      key: 'account',
      title: t('accounts:account'),
      render: (_, { account, departmentName }) =>
        [departmentName, account.displayName].filter(Boolean).join(' · '),
    },
    {
      key: 'scopes',
      title: t('accounts:scopes'),
      render: (_, { scopes }) =>
        scopes.map((scope) => t(`accounts:permission.${scope}`)).join(', '),
    },
    {
      key: 'used',
      title: t('accounts:lastUsed'),
      render: (_, { lastUsedAt }) => (lastUsedAt ? moment(lastUsedAt) : t('accounts:never')),
    },
    {
      key: 'expires',
      title: t('accounts:expires'),
      render: (_, { expiresAt }) => moment(expiresAt),
    },
    {
      key: 'state',
      title: t('accounts:state'),
      render: (_, { id, state }) =>
        state === 'valid' ? (
          <Popconfirm onConfirm={() => revoke.mutate(id)} title={t('accounts:revokeSure')}>
            <Button danger size="small">
              {t('accounts:revoke')}
            </Button>
          </Popconfirm>
        ) : (
          <Tag>{t(`accounts:keyState.${state}`)}</Tag>
        ),
    },
  ]
}
