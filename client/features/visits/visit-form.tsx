import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  MOST_FINDINGS,
  NOTES_LENGTH,
  type RoundStop,
  visitOutcomes,
} from '../../../server/contract/visits.ts'
import { useSession } from '../../state/use-session.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ChoiceTiles } from './choice-tiles.tsx'
import { DifferenceFields } from './difference-fields.tsx'
import { EarlierVisits } from './earlier-visits.tsx'
import { useOutbox } from './outbox/use-outbox.ts'
import { placeOf } from './round-stops.ts'
import { emptyDraft, findGap, toEntry, type VisitDraft } from './visit-draft.ts'
import styles from './visit-form.module.css'

interface VisitFormProps {
  stop: RoundStop
  /** Written down, or left as it was. */
  onDone: () => void
}

/** A visit on a phone: how it went, whether the residents are as recorded, a few words. */
export function VisitForm({ stop, onDone }: VisitFormProps) {
  const { t } = useTranslation()
  const { accountId } = useSession()
  const { write, begun } = useOutbox()
  const notesId = useId()
  const { householdId } = stop
  const [draft, setDraft] = useState(begun.get(householdId)?.draft ?? emptyDraft)
  const [isSaving, setSaving] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const change = (changes: Partial<VisitDraft>) => {
    const next = { ...draft, ...changes }
    setDraft(next)
    begun.set(householdId, { stop, draft: next })
  }
  const leave = () => {
    begun.delete(householdId)
    onDone()
  }
  const gap = findGap(draft)
  const save = async () => {
    setSaving(true)
    try {
      await write(toEntry(draft, stop, accountId))
      leave()
    } catch {
      setFailed(true)
      setSaving(false)
    }
  }
  return (
    <form
      aria-label={placeOf(stop)}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!gap && !isSaving) void save()
      }}
    >
      <LinkButton onClick={leave}>{t('visits:backToRound')}</LinkButton>
      <header>
        <h2>{placeOf(stop)}</h2>
        <p>
          {stop.members
            .map(
              ({ name, relationToHead }) =>
                `${name ?? t('visits:somebody')} (${t(`vocabulary:relation.${relationToHead}`)})`,
            )
            .join(t('visits:comma'))}
        </p>
      </header>
      <EarlierVisits householdId={householdId} />
      <ChoiceTiles
        label={t('visits:howWasIt')}
        onChange={(outcome) => change({ outcome })}
        options={visitOutcomes.map((value) => ({ value, label: t(`visits:outcome.${value}`) }))}
        value={draft.outcome}
      />
      {draft.outcome === 'met' && (
        <ChoiceTiles
          label={t('visits:residents')}
          onChange={(answer) => change({ isAsRecorded: answer === 'same' })}
          options={(['same', 'different'] as const).map((value) => ({
            value,
            label: t(`visits:residentsAre.${value}`),
          }))}
          value={
            draft.isAsRecorded === undefined ? undefined : draft.isAsRecorded ? 'same' : 'different'
          }
        />
      )}
      {draft.outcome === 'met' && draft.isAsRecorded === false && (
        <DifferenceFields draft={draft} onChange={change} stop={stop} />
      )}
      <div className={styles.words}>
        <label htmlFor={notesId}>{t('visits:notes')}</label>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          id={notesId}
          maxLength={NOTES_LENGTH}
          onChange={({ target }) => change({ notes: target.value })}
          value={draft.notes}
        />
        <small>{t('visits:notesHint')}</small>
      </div>
      <footer>
        {hasFailed && <p role="alert">{t('visits:notKept')}</p>}
        {gap && <p>{t(`visits:gap.${gap}`, { most: MOST_FINDINGS })}</p>}
        <Button
          block
          disabled={gap !== undefined}
          htmlType="submit"
          loading={isSaving}
          size="large"
          type="primary"
        >
          {t('visits:save')}
        </Button>
      </footer>
    </form>
  )
}
