import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { useSession } from '../../state/use-session.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useChangePassword } from './own-account-queries.ts'
import styles from './sign-in-page.module.css'

interface PasswordInput {
  old: string
  new: string
  again: string
}

/** The present password, and a new one twice. */
export function ChangePasswordForm() {
  const { t } = useTranslation()
  const { name, passwordMinimumLength: count } = useSession()
  const [form] = Form.useForm<PasswordInput>()
  const change = useChangePassword()
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={(input) =>
        change.mutate({ old: input.old, new: input.new }, { onSuccess: () => form.resetFields() })
      }
      requiredMark={false}
    >
      <input autoComplete="username" hidden readOnly value={name} />
      <Form.Item
        label={t('session:oldPassword')}
        name="old"
        rules={[{ required: true, message: t('session:passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={1024} />
      </Form.Item>
      <Form.Item
        extra={t('session:passwordRule', { count })}
        label={t('session:newPassword')}
        name="new"
        rules={[{ min: count, required: true, message: t('session:passwordRule', { count }) }]}
      >
        <Input.Password autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <Form.Item
        dependencies={['new']}
        label={t('session:newPasswordAgain')}
        name="again"
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('new')
                ? Promise.resolve()
                : Promise.reject(new Error(t('session:passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={1024} />
      </Form.Item>
      <ProblemText problem={change.error && toApiProblem(change.error)} />
      {change.isSuccess && (
        <p className={styles.done} role="status">
          {t('session:passwordChanged')}
        </p>
      )}
      <Button htmlType="submit" loading={change.isPending} type="primary">
        {t('session:changePassword')}
      </Button>
    </Form>
  )
}
