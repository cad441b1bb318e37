import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useMay } from '../../state/use-session.ts'
import styles from '../../ui/dialog-form.module.css'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { noTimes, TwoTimesFields, toTimesQuery } from '../../ui/two-times.tsx'
import { UndoDialog } from '../../ui/undo-dialog.tsx'
import { useShopAct, useShopHistory } from './shop-act-queries.ts'
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
  const [times, setTimes] = useState(noTimes)
  const [undone, setUndone] = useState<number>()
  const { data, error, refetch } = useShopHistory(shop.id, toTimesQuery(times))
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
        <TwoTimesFields onChange={setTimes} times={times} />
        {!data && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
        {data?.states.length === 0 && <StateView icon="empty" title={t('history:none')} />}
        <ul aria-label={t('shops:lines')} className={lines.list}>
          {data?.states.map((state) => (
            <li key={`${state.id} ${state.recordedAt}`}>
              <b>{state.name}</b>
              <span>
                {t('history:period', {
                  from: state.from ? date(state.from) : t('history:unknown'),
                  until: state.until ? date(state.until) : t('history:now'),
                })}
              </span>
              <small>
                {[
                  tradeName(state, i18n.language),
                  t(`shops:form.${state.legalForm}`),
                  state.licenceNumber,
                  state.buildingName,
                  t('shops:floor', { floor: state.floor }),
                  t('history:recordedAt', { at: moment(state.recordedAt) }),
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
                      <LinkButton onClick={() => setUndone(event.id)}>
                        {t('history:undo')}
                      </LinkButton>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {undone !== undefined && <UndoShopAct id={undone} onClose={() => setUndone(undefined)} />}
    </Modal>
  )
}

function UndoShopAct({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation()
  const undo = useShopAct()
  return (
    <UndoDialog
      isPending={undo.isPending}
      means={t('shops:undoMeans')}
      onClose={onClose}
      onUndo={(reason) =>
        undo.mutate({ kind: 'undo', id, body: { reason } }, { onSuccess: onClose })
      }
      problem={undo.error && toApiProblem(undo.error)}
    />
  )
}
