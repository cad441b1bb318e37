import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import { type DwellingAct, tenureActs, useOpenAct } from '../acts/open-act.ts'
import { useMayRecord } from '../acts/use-may-record.ts'

interface DwellingActsProps {
  buildingId: number
  dwelling: DwellingCell
}

/** What can be done about a dwelling. */
export function DwellingActs({ buildingId, dwelling }: DwellingActsProps) {
  const { t } = useTranslation()
  const mayRecord = useMayRecord()
  const open = useOpenAct()
  const begin = (kind: DwellingAct) => open({ about: 'dwelling', kind, dwelling, buildingId })
  const { dwellingId, label } = dwelling
  const title = t('residences:title.dwelling', { label })
  return (
    <>
      {mayRecord && (
        <>
          <Button onClick={() => begin('move-in')} size="small" type="primary">
            {t('acts:menu.move-in')}
          </Button>
          <Button onClick={() => begin('arrival')} size="small">
            {t('acts:menu.arrival')}
          </Button>
        </>
      )}
      <Button
        onClick={() => open({ about: 'history', title, subject: { dwelling: dwellingId } })}
        size="small"
      >
        {t('residences:historyOf')}
      </Button>
      {mayRecord && (
        <Dropdown
          menu={{
            items: tenureActs.map((kind) => ({
              key: kind,
              label: t(`acts:menu.${kind}`),
              onClick: () => begin(kind),
            })),
          }}
          trigger={['click']}
        >
          <Button aria-haspopup="menu" size="small">
            {t('acts:tenure')}
          </Button>
        </Dropdown>
      )}
    </>
  )
}
