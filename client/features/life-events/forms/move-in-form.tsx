import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'
import type { SearchItem } from '../../../../server/contract/search.ts'
import { findItems } from '../../../api/find-items.ts'
import { FoundField } from '../../../ui/found-field.tsx'
import { HomeFields, newHousehold, toHome } from '../fields/home-fields.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import { actOn } from '../frame/life-act.ts'

interface MoveInFormProps {
  buildingId: number
  dwelling: DwellingCell
  onClose: () => void
}

/** Somebody who is registered comes to live in the dwelling: without a home, or from another. */
export function MoveInForm({ buildingId, dwelling, onClose }: MoveInFormProps) {
  const { t } = useTranslation()
  const { dwellingId, label } = dwelling
  const [who, setWho] = useState<SearchItem>()
  const [home, setHome] = useState(newHousehold)
  return (
    <ActFrame
      of={{ personId: who?.id }}
      onClose={onClose}
      title={t('acts:title.move-in', { label })}
      toAct={(event, { person }) => {
        if (!person) return undefined
        const { id, household } = person.body
        const body = { ...event, ...toHome(dwellingId, home) }
        // Whoever lives elsewhere in the city moves within it.
        return household
          ? actOn('person', id, 'move', { ...body, isWholeHousehold: false })
          : actOn('person', id, 'move-in', body)
      }}
      toMine={() => ({ home: label, relation: t(`vocabulary:relation.${home.relationToHead}`) })}
    >
      {() => (
        <>
          <FoundField
            find={findItems}
            kind="person"
            label={t('acts:who')}
            onChange={setWho}
            placeholder={t('acts:whoExample')}
            value={who}
          />
          <HomeFields
            buildingId={buildingId}
            draft={home}
            dwellingId={dwellingId}
            onChange={setHome}
          />
        </>
      )}
    </ActFrame>
  )
}
