import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useMay } from '../../state/use-session.ts'
import styles from '../../ui/dialog-form.module.css'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { isReason, ReasonInput } from '../../ui/reason-input.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { useShopHistory } from './shop-act-queries.ts'
import { ShopFrame } from './shop-frame.tsx'
import lines from './shop-history-dialog.module.css'
import { tradeName } from './trade-name.ts'

interface ShopHistoryDialogProps {
  shop: Shop
  onClose: () => void
}

/** What a shop was: as it was on a day, as it was known on a day; and its acts, to be taken back. */
export function ShopHistoryDialog({ shop, onClose }: ShopHistoryDialogProps) {
  const { t, i18n } = useTranslation()
  const { date, moment } = useFormatters()
  const mayWrite = useMay('registry.write')
  const [asOf, setAsOf] = useState('')
  const [knownOn, setKnownOn] = useState('')
  const [undone, setUndone] = useState<number>()
  const { data, error, refetch } = useShopHistory(shop.id, {
    ...(asOf && { asOf }),
    ...(knownOn && { knownAt: new Date(`${knownOn}T23:59:59`).toISOString() }),
  })
  const newest = data?.events.find(({ kind, isUndone }) => kind !== 'undo' && !isUndone)
  return (
    <Modal
      centered
      footer={null}
      onCancel={onClose}
      open
      title={t('shops:title.history', { name: shop.name })}
      width={620}
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          <DayInput label={t('shops:asOf')} onChange={setAsOf} value={asOf} />
          <DayInput label={t('shops:knownOn')} onChange={setKnownOn} value={knownOn} />
        </div>
        {!data && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
        {data?.states.length === 0 && <p className={styles.hint}>{t('shops:nothing')}</p>}
        <ul aria-label={t('shops:lines')} className={lines.list}>
          {data?.states.map((state) => (
            <li key={`${state.id} ${state.recordedAt}`}>
              <b>{state.name}</b>
              <span>
                {t('shops:period', {
                  from: state.from ? date(state.from) : t('shops:unknown'),
                  until: state.until ? date(state.until) : t('shops:now'),
                })}
              </span>
              <small>
                {[
                  tradeName(state, i18n.language),
                  t(`shops:form.${state.legalForm}`),
                  state.licenceNumber,
                  state.buildingName,
                  t('shops:floor', { floor: state.floor }),
                  t('shops:recordedAt', { at: moment(state.recordedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
        {data && data.events.length > 0 && (
          <>
            <h3 className={lines.heading}>{t('shops:events')}</h3>
            <ul aria-label={t('shops:events')} className={lines.list}>
              {data.events.map((event) => (
                <li key={event.id}>
                  <span>
                    {t(`shops:event.${event.kind}`)}
                    {event.isUndone && ` (${t('shops:undone')})`}
                  </span>
                  <span>
                    {date(event.happenedOn)}{' '}
                    {mayWrite && event.id === newest?.id && (
                      <LinkButton onClick={() => setUndone(event.id)}>{t('shops:undo')}</LinkButton>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {undone !== undefined && <UndoDialog id={undone} onClose={() => setUndone(undefined)} />}
    </Modal>
  )
}

function UndoDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <ShopFrame
      act={isReason(reason) ? { kind: 'undo', id, body: { reason: reason.trim() } } : undefined}
      isDangerous
      okText={t('shops:undo')}
      onClose={onClose}
      title={t('shops:title.undo')}
    >
      <p className={styles.hint}>{t('shops:undoMeans')}</p>
      <ReasonInput
        label={t('shops:reason')}
        onChange={setReason}
        ready={[t('shops:reasons.mistake')]}
        value={reason}
      />
    </ShopFrame>
  )
}

interface DayInputProps {
  label: string
  value: string
  onChange: (day: string) => void
}

function DayInput({ label, value, onChange }: DayInputProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        allowClear
        id={id}
        onChange={({ target }) => onChange(target.value)}
        type="date"
        value={value}
      />
    </div>
  )
}
