import { Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { LifeEvent, RegisteredAddress } from '../../../../server/contract/life-events.ts'
import type { SearchItem } from '../../../../server/contract/search.ts'
import {
  type RegistrationPlace,
  registrationPlaces,
} from '../../../../server/contract/vocabulary.ts'
import { findItems } from '../../../api/find-items.ts'
import styles from '../../../ui/dialog-form.module.css'
import { FoundField } from '../../../ui/found-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn } from '../frame/life-act.ts'
import { nameOf } from '../frame/record-lines.ts'

interface RegistrationFormProps {
  member: HouseholdMember
  onClose: () => void
}

type Where = 'home' | 'dwelling' | 'outside'

interface RegistrationDraft {
  where: Where
  dwelling: SearchItem | undefined
  place: RegistrationPlace
}

/** The household registration moves: to the own home, another dwelling, or out of the city. */
export function RegistrationForm({ member, onClose }: RegistrationFormProps) {
  const { t } = useTranslation()
  const { personId } = member
  const [draft, setDraft] = useState<RegistrationDraft>({
    ...{ where: 'home', dwelling: undefined, place: 'county' },
  })
  const placeId = useId()
  const homeLabel = ({ person }: Basis) => person?.body.household?.label
  return (
    <ActFrame
      of={{ personId }}
      onClose={onClose}
      title={t('acts:title.register-at', { name: nameOf(member) })}
      toAct={(event, basis) => {
        const body = toBody(event, draft, basis)
        return body && actOn('person', personId, 'register-at', body)
      }}
      toMine={(basis) => ({
        registration: {
          home: homeLabel(basis),
          dwelling: draft.dwelling?.label,
          outside: t(`persons:registration.${draft.place}`),
        }[draft.where],
      })}
    >
      {(basis) => (
        <>
          <fieldset>
            <legend>{t('acts:registeredWhere')}</legend>
            <Radio.Group
              onChange={({ target }) => setDraft({ ...draft, where: target.value })}
              options={[
                { value: 'home', label: t('acts:registeredAt.home', { label: homeLabel(basis) }) },
                { value: 'dwelling', label: t('acts:registeredAt.dwelling') },
                { value: 'outside', label: t('acts:registeredAt.outside') },
              ]}
              value={draft.where}
              vertical
            />
          </fieldset>
          {draft.where === 'dwelling' && (
            <FoundField
              find={findItems}
              kind="dwelling"
              label={t('acts:registeredDwelling')}
              onChange={(dwelling) => setDraft({ ...draft, dwelling })}
              placeholder={t('acts:addressExample')}
              value={draft.dwelling}
            />
          )}
          {draft.where === 'outside' && (
            <div>
              <label htmlFor={placeId}>{t('acts:registeredPlace')}</label>
              <Select
                className={styles.field ?? ''}
                id={placeId}
                onChange={(place) => setDraft({ ...draft, place })}
                options={registrationPlaces
                  .filter((one) => one !== 'here')
                  .map((one) => ({ value: one, label: t(`persons:registration.${one}`) }))}
                value={draft.place}
              />
            </div>
          )}
        </>
      )}
    </ActFrame>
  )
}

/** Undefined while no dwelling is chosen. */
function toBody(
  event: LifeEvent,
  { where, dwelling, place }: RegistrationDraft,
  { person }: Basis,
): RegisteredAddress | undefined {
  if (where === 'outside') return { ...event, dwellingId: null, registrationPlace: place }
  const dwellingId = where === 'home' ? person?.body.household?.dwellingId : dwelling?.dwellingId
  return dwellingId ? { ...event, dwellingId, registrationPlace: 'here' } : undefined
}
