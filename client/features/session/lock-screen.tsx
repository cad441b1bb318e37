import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../server/contract/access.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { Icon } from '../../ui/icon.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemText } from '../../ui/problem-text.tsx'
import { type SignInInput, useSignIn, useSignInOptions } from './session-queries.ts'
import styles from './sign-in-page.module.css'

interface LockScreenProps {
  /** Who was here. */
  account: Session
  /** False: the server has not heard of the lock yet. */
  isReady: boolean
}

/** Stands where the city was, until its user shows again who it is. */
export function LockScreen({ account, isReady }: LockScreenProps) {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const { data: options } = useSignInOptions()
  const isWaiting = signIn.isPending || !isReady
  const unlock = (input: SignInInput) => signIn.mutate(input)
  return (
    <main className={styles.page}>
      <section aria-labelledby="locked" className={styles.card} data-testid="lock-screen">
        <header>
          <h1 id="locked">
            <Icon name="lock" /> {t('session:locked')}
          </h1>
          <p>{t('session:lockedFor', { name: account.displayName })}</p>
        </header>
        {account.isDemonstration ? (
          <div>
            <ProblemText problem={signIn.error && toApiProblem(signIn.error)} />
            <Button
              autoFocus
              block
              loading={isWaiting}
              onClick={() => unlock({ demonstrationRole: account.role })}
              type="primary"
            >
              {t('session:unlockDemonstration')}
            </Button>
          </div>
        ) : (
          <Form
            layout="vertical"
            onFinish={({ password }: { password: string }) =>
              unlock({ name: account.name, password })
            }
            requiredMark={false}
          >
            <input autoComplete="username" hidden readOnly value={account.name} />
            <Form.Item
              label={t('session:password')}
              name="password"
              rules={[{ required: true, message: t('session:passwordMissing') }]}
            >
              <Input.Password autoComplete="current-password" autoFocus maxLength={1024} />
            </Form.Item>
            <ProblemText problem={signIn.error && toApiProblem(signIn.error)} />
            <Button block htmlType="submit" loading={isWaiting} type="primary">
              {t('session:unlock')}
            </Button>
          </Form>
        )}
        {options?.singleSignOn && !account.isDemonstration && (
          <a className={styles.singleSignOn} href="/api/v1/session/oidc">
            {t('session:singleSignOn', { name: options.singleSignOn })}
          </a>
        )}
        <LinkButton onClick={() => window.location.assign(window.location.pathname)}>
          {t('session:someoneElse')}
        </LinkButton>
      </section>
    </main>
  )
}
