import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { namesOf, nobodyChosen, PersonsField } from '../fields/persons-field.tsx'
import { ActFrame } from '../frame/act-frame.tsx'
import type { Basis } from '../frame/basis.ts'
import { actOn } from '../frame/life-act.ts'
import { listLinked, listTenants } from './linked-persons.ts'

interface LeaseBeginFormProps {
  dwelling: DwellingCell
  onClose: () => void
}

/** Persons rent the dwelling: those who live there and rent nothing yet are offered. */
export function LeaseBeginForm({ dwelling, onClose }: LeaseBeginFormProps) {
  const { t } = useTranslation()
  const { dwellingId, label } = dwelling
  const [tenants, setTenants] = useState(nobodyChosen)
  const [until, setUntil] = useState('')
  return (
    <ActFrame
      of={{ dwellingId }}
      onClose={onClose}
      title={t('acts:title.lease-begin', { label })}
      toAct={(event) =>
        tenants.chosen.length === 0
          ? undefined
          : actOn('dwelling', dwellingId, 'lease-begin', {
              ...{ ...event, tenantIds: [...tenants.chosen], until: until || null },
            })
      }
      toMine={(basis) => ({
        tenants: listTenants(basis)
          .map(({ name }) => name)
          .concat(namesOf(candidatesOf(basis), tenants))
          .join(t('persons:separator')),
      })}
    >
      {(basis) => (
        <>
          <PersonsField
            candidates={candidatesOf(basis)}
            draft={tenants}
            label={t('acts:newTenants')}
            onChange={setTenants}
          />
          <DayField
            hasFuture
            isOptional
            label={t('acts:leaseUntil')}
            onChange={setUntil}
            value={until}
          />
        </>
      )}
    </ActFrame>
  )
}

function candidatesOf(basis: Basis) {
  const tenants = new Set(listTenants(basis).map(({ id }) => id))
  return listLinked(basis, 'lives').filter(({ id }) => !tenants.has(id))
}
