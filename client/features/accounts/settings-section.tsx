import { Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AccessSettings } from '../../../server/contract/accounts.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useAccessSettings, useSaveAccessSettings } from './access-queries.ts'
import styles from './accounts.module.css'
import { Section } from './section.tsx'

/** The bounds that the server holds. */
const bounds: Record<keyof AccessSettings, readonly [min: number, max: number]> = {
  sessionIdleMinutes: [5, 1440],
  sessionLongestHours: [1, 168],
  screenLockMinutes: [1, 240],
  revealsPerHour: [1, 10_000],
  passwordMinimumLength: [8, 64],
}
const names = Object.keys(bounds) as (keyof AccessSettings)[]

/** Times, limits and lengths of the access rules. */
export function SettingsSection() {
  const { t } = useTranslation()
  const save = useSaveAccessSettings()
  return (
    <Section
      hint={t('accounts:settingsHint')}
      query={useAccessSettings()}
      title={t('accounts:section.settings')}
    >
      {(settings) => (
        <Form
          className={styles.form ?? ''}
          initialValues={settings}
          layout="vertical"
          onFinish={(input: AccessSettings) => save.mutate(input)}
          requiredMark={false}
        >
          {names.map((name) => (
            <Form.Item
              key={name}
              label={t(`accounts:setting.${name}`)}
              name={name}
              rules={[{ required: true, message: t('accounts:numberMissing') }]}
            >
              <InputNumber max={bounds[name][1]} min={bounds[name][0]} precision={0} />
            </Form.Item>
          ))}
          <ProblemText problem={save.error && toApiProblem(save.error)} />
          <div className={styles.actions}>
            <Button htmlType="submit" loading={save.isPending} type="primary">
              {t('accounts:save')}
            </Button>
            {save.isSuccess && <span role="status">{t('accounts:saved')}</span>}
          </div>
        </Form>
      )}
    </Section>
  )
}
