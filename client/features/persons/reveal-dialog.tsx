import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevealableField } from '../../../server/contract/access.ts'
import { revealableFields } from '../../../server/contract/access.ts'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useSession } from '../../state/use-session.ts'
import styles from '../../ui/dialog-form.module.css'
import { ProblemText } from '../../ui/problem-text.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { useReveal } from './reveal-queries.ts'
import { useRevealedPerson } from './revealed-person.tsx'

interface RevealDialogProps {
  member: HouseholdMember
  /** The field whose lock was clicked. */
  field: RevealableField
  onClose: () => void
}

/** Which fields of one person, and what for: both are written down before anything is shown. */
export function RevealDialog({ member, field, onClose }: RevealDialogProps) {
  const { t } = useTranslation()
  const { revealableFields: own } = useSession()
  const { remember } = useRevealedPerson()
  const [fields, setFields] = useState<RevealableField[]>([field])
  const [purpose, setPurpose] = useState('')
  const reveal = useReveal(member.personId)
  const submit = () =>
    reveal.mutate(
      { fields, purpose: purpose.trim() },
      {
        onSuccess(values) {
          remember(member.personId, values)
          onClose()
        },
      },
    )
  return (
    <Modal
      cancelText={t('persons:cancel')}
      centered
      confirmLoading={reveal.isPending}
      okButtonProps={{ disabled: fields.length === 0 || !isReason(purpose) }}
      okText={t('persons:reveal.confirm')}
      onCancel={onClose}
      onOk={submit}
      open
      title={t('persons:reveal.title', { name: member.name ?? '' })}
      width={420}
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('persons:reveal.hint')}</p>
        <fieldset>
          <legend>{t('persons:reveal.fields')}</legend>
          <Checkbox.Group
            onChange={(chosen) => setFields(chosen as RevealableField[])}
            options={revealableFields
              .filter((one) => own.includes(one))
              .map((one) => ({ value: one, label: t(`persons:field.${one}`) }))}
            value={fields}
          />
        </fieldset>
        <ReasonInput
          label={t('persons:reveal.purpose')}
          onChange={setPurpose}
          ready={['visit', 'request', 'resident', 'emergency'].map((one) =>
            t(`persons:purpose.${one}`),
          )}
          value={purpose}
        />
        <ProblemText problem={reveal.error && toApiProblem(reveal.error)} />
      </div>
    </Modal>
  )
}
