import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import type { SearchItem } from '../../../server/contract/search.ts'
import { EventFields, toLifeEvent, useLifeEventDraft } from './event-fields.tsx'
import { FoundField } from './found-field.tsx'
import { HomeFields, newHousehold, toHome } from './home-fields.tsx'
import { MovingFrame } from './moving-frame.tsx'
import { type LifeAct, useResidences } from './residence-queries.ts'

interface MoveInDialogProps {
  buildingId: number
  dwelling: DwellingCell
  onClose: () => void
}

/** Somebody who is registered comes to live in the dwelling: without a home, or from another. */
export function MoveInDialog({ buildingId, dwelling, onClose }: MoveInDialogProps) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<SearchItem>()
  const [home, setHome] = useState(newHousehold)
  const [event, setEvent] = useLifeEventDraft()
  const act = useAct(person, { ...toHome(dwelling.dwellingId, home) }, toLifeEvent(event))
  return (
    <MovingFrame
      act={act}
      onClose={onClose}
      title={t('residences:title.move-in', { label: dwelling.label })}
    >
      <FoundField
        kind="person"
        label={t('residences:who')}
        onChange={setPerson}
        placeholder={t('residences:whoExample')}
        toNote={({ sex, ageBand, detail }) =>
          [
            sex && t(`vocabulary:sex.${sex}`),
            ageBand && t('households:age', { band: ageBand }),
            detail || t('residences:noHome'),
          ]
            .filter(Boolean)
            .join(' · ')
        }
        value={person}
      />
      <HomeFields
        buildingId={buildingId}
        draft={home}
        dwellingId={dwelling.dwellingId}
        onChange={setHome}
      />
      <EventFields
        draft={event}
        onChange={setEvent}
        reasons={(['told', 'seen', 'document'] as const).map((one) =>
          t(`residences:reasons.${one}`),
        )}
      />
    </MovingFrame>
  )
}

/** Whoever lives elsewhere in the city moves within it. */
function useAct(
  person: SearchItem | undefined,
  home: ReturnType<typeof toHome>,
  lifeEvent: ReturnType<typeof toLifeEvent>,
): LifeAct | undefined {
  const { data } = useResidences(person ? { person: person.id } : undefined)
  if (!person || !data || !lifeEvent) return undefined
  const base = { personId: person.id, etag: data.etag }
  const body = { ...lifeEvent, ...home }
  const livesSomewhere = data.body.items.some(({ kind, until }) => kind === 'lives' && !until)
  return livesSomewhere
    ? { kind: 'move', ...base, body: { ...body, isWholeHousehold: false } }
    : { kind: 'move-in', ...base, body }
}
