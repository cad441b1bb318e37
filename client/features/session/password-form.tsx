import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useSignIn } from './session-queries.ts'
import styles from './sign-in-page.module.css'

interface PasswordFormProps {
  /** False: there is nobody yet who could sign in. */
  hasAccounts: boolean
  /** Whether the keyboard starts here. */
  isFirst: boolean
}

/** Name and password. What is wrong is said in one sentence, the same for both. */
export function PasswordForm({ hasAccounts, isFirst }: PasswordFormProps) {
  const { t } = useTranslation()
  const signIn = useSignIn()
  return (
    <section aria-labelledby="password-form">
      <h2 id="password-form">{t('session:withPassword')}</h2>
      {!hasAccounts && <p className={styles.hint}>{t('session:noAccounts')}</p>}
      <Form
        layout="vertical"
        onFinish={(input: { name: string; password: string }) => signIn.mutate(input)}
        requiredMark={false}
      >
        <Form.Item
          label={t('session:name')}
          name="name"
          rules={[{ required: true, message: t('session:nameMissing') }]}
        >
          <Input autoComplete="username" autoFocus={isFirst} maxLength={60} />
        </Form.Item>
        <Form.Item
          label={t('session:password')}
          name="password"
          rules={[{ required: true, message: t('session:passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={1024} />
        </Form.Item>
        <ProblemText problem={signIn.error && toApiProblem(signIn.error)} />
        <Button block htmlType="submit" loading={signIn.isPending} type="primary">
          {t('session:signIn')}
        </Button>
      </Form>
    </section>
  )
}
