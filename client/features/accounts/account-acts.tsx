import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../server/contract/accounts.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { SessionList } from '../../ui/session-list.tsx'
import {
  useAccountSessions,
  useEndSessions,
  useSetDisabled,
  useTemporaryPassword,
} from './account-queries.ts'
import styles from './accounts.module.css'

interface AccountActsProps {
  account: Account
  onSecret: (secret: string) => void
}

/** What is done to an account at once: a new password, closing it, ending its sessions. */
export function AccountActs({ account, onSecret }: AccountActsProps) {
  const { t } = useTranslation()
  const { id, isDisabled } = account
  const setDisabled = useSetDisabled()
  const password = useTemporaryPassword()
  const sessions = useAccountSessions(id)
  const end = useEndSessions(id)
  const error = setDisabled.error ?? password.error ?? end.error
  const items = sessions.data?.items
  return (
    <>
      <div className={styles.block}>
        <ProblemText problem={error && toApiProblem(error)} />
        <div className={styles.actions}>
          <Popconfirm
            onConfirm={() =>
              password.mutate(id, {
                onSuccess: ({ temporaryPassword }) => onSecret(temporaryPassword),
              })
            }
            title={t('accounts:newPasswordSure')}
          >
            <Button loading={password.isPending}>{t('accounts:newPassword')}</Button>
          </Popconfirm>
          {isDisabled ? (
            <Button
              loading={setDisabled.isPending}
              onClick={() => setDisabled.mutate({ id, isDisabled: false })}
            >
              {t('accounts:enable')}
            </Button>
          ) : (
            <Popconfirm
              onConfirm={() => setDisabled.mutate({ id, isDisabled: true })}
              title={t('accounts:disableSure')}
            >
              <Button danger loading={setDisabled.isPending}>
                {t('accounts:disable')}
              </Button>
            </Popconfirm>
          )}
        </div>
      </div>
      <div className={styles.block}>
        <div className={styles.head}>
          <h3>{t('accounts:sessions')}</h3>
          {items && items.length > 1 && (
            <Button onClick={() => end.mutate(undefined)} size="small">
              {t('accounts:endAll')}
            </Button>
          )}
        </div>
        {items ? (
          <SessionList isBusy={end.isPending} onEnd={end.mutate} sessions={items} />
        ) : (
          <RowsSkeleton label={t('session:loadingSessions')} rows={2} />
        )}
      </div>
    </>
  )
}
