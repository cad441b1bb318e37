import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import { ArrivalDialog } from '../../features/residences/arrival-dialog.tsx'
import { HistoryDialog } from '../../features/residences/history-dialog.tsx'
import { MoveInDialog } from '../../features/residences/move-in-dialog.tsx'
import { useCityState } from '../../state/use-city-state.ts'
import { useMay } from '../../state/use-session.ts'

interface DwellingActsProps {
  buildingId: number
  dwelling: DwellingCell
}

/** What can be done about a dwelling. */
export function DwellingActs({ buildingId, dwelling }: DwellingActsProps) {
  const { t } = useTranslation()
  const isPast = useCityState((state) => state.asOf !== undefined)
  const mayWrite = useMay('registry.write') && !isPast
  const [act, setAct] = useState<'move-in' | 'arrival' | 'history'>()
  const close = () => setAct(undefined)
  return (
    <>
      {mayWrite && (
        <>
          <Button onClick={() => setAct('move-in')} size="small" type="primary">
            {t('residences:moveIn')}
          </Button>
          <Button onClick={() => setAct('arrival')} size="small">
            {t('residences:arrival')}
          </Button>
        </>
      )}
      <Button onClick={() => setAct('history')} size="small">
        {t('residences:historyOf')}
      </Button>
      {act === 'move-in' && (
        <MoveInDialog buildingId={buildingId} dwelling={dwelling} onClose={close} />
      )}
      {act === 'arrival' && <ArrivalDialog dwelling={dwelling} onClose={close} />}
      {act === 'history' && (
        <HistoryDialog
          onClose={close}
          subject={{ dwelling: dwelling.dwellingId }}
          title={t('residences:title.dwelling', { label: dwelling.label })}
        />
      )}
    </>
  )
}
