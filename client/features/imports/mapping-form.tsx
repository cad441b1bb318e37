import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../server/contract/imports.ts'
import {
  fieldsOfRoster,
  neededFields,
  type RosterField,
  type RosterMapping,
} from '../../../server/contract/rosters.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { FieldRow } from './field-row.tsx'
import page from './import-page.module.css'
import { type ChosenFile, useMappings, useStartImport } from './import-queries.ts'
import styles from './mapping-form.module.css'

interface MappingFormProps {
  chosen: ChosenFile
  preview: ImportPreview
  onSheet: (sheet: string) => void
  onStarted: (id: number) => void
}

/** Which column holds what, with first values beside it; guessed, and put right here. */
export function MappingForm({ chosen, preview, onSheet, onStarted }: MappingFormProps) {
  const { t } = useTranslation()
  const { kind } = chosen
  const [mapping, setMapping] = useState<RosterMapping>(preview.mapping)
  const [mappingName, setMappingName] = useState('')
  const today = new Date().toISOString().slice(0, 10)
  const [happenedOn, setHappenedOn] = useState(today)
  const remembered = useMappings(kind).data?.items ?? []
  const start = useStartImport()
  const missing = neededFields[kind].filter((group) => group.every((field) => !mapping[field]))
  const submit = () =>
    start.mutate(
      { ...chosen, sheet: preview.sheet ?? undefined, mapping, mappingName, happenedOn },
      { onSuccess: ({ id }) => onStarted(id) },
    )
  return (
    <form
      className={styles.mapping}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{t('imports:columns')}</h3>
      <p className={page.quiet}>
        {t('imports:found', {
          line: preview.headerLine,
          count: preview.columns.length,
          format: preview.encoding?.toUpperCase() ?? 'Excel',
        })}
      </p>
      <div className={styles.choices}>
        {preview.sheets.length > 1 && (
          <label>
            {t('imports:sheet')}
            <select onChange={(event) => onSheet(event.target.value)} value={preview.sheet ?? ''}>
              {preview.sheets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {remembered.length > 0 && (
          <label>
            {t('imports:remembered')}
            <select
              onChange={(event) => {
                const named = remembered.find(({ name }) => name === event.target.value)
                if (!named) return
                setMapping(keepKnown({ ...preview.mapping, ...named.mapping }, preview))
                setMappingName(named.name)
              }}
              value={remembered.some(({ name }) => name === mappingName) ? mappingName : ''}
            >
              <option value="">{t('imports:guessed')}</option>
              {remembered.map(({ id, name }) => (
                <option key={id}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <ul className={styles.fields}>
        {fieldsOfRoster[kind].map((field) => (
          <FieldRow
            field={field}
            key={field}
            mapping={mapping}
            onChange={(column) => setMapping(withColumn(mapping, field, column))}
            preview={preview}
          />
        ))}
      </ul>
      <div className={styles.choices}>
        <label>
          {t('imports:happenedOn')}
          <input
            max={today}
            onChange={(event) => setHappenedOn(event.target.value)}
            required
            type="date"
            value={happenedOn}
          />
        </label>
        <label>
          {t('imports:mappingName')}
          <input
            maxLength={60}
            onChange={(event) => setMappingName(event.target.value)}
            placeholder={t('imports:mappingNameHint')}
            value={mappingName}
          />
        </label>
      </div>
      {missing.length > 0 && (
        <p className={styles.warning} role="status">
          {missing
            .map((group) =>
              t('imports:missing', {
                fields: group.map((field) => t(`imports:field.${field}`)).join(t('imports:or')),
              }),
            )
            .join(' ')}
        </p>
      )}
      <ProblemText problem={start.error && toApiProblem(start.error)} />
      <Button
        disabled={missing.length > 0}
        htmlType="submit"
        loading={start.isPending}
        type="primary"
      >
        {t('imports:check')}
      </Button>
    </form>
  )
}

function withColumn(mapping: RosterMapping, field: RosterField, column: string): RosterMapping {
  const { [field]: _, ...others } = mapping
  return column === '' ? others : { ...others, [field]: column }
}

/** Of a remembered mapping what this file has. */
function keepKnown(mapping: RosterMapping, { columns }: ImportPreview): RosterMapping {
  const known = new Set(columns.map(({ name }) => name))
  return Object.fromEntries(Object.entries(mapping).filter(([, column]) => known.has(column)))
}
