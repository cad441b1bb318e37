import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RosterKind, rosterKinds } from '../../../server/contract/rosters.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { toPath } from '../../api/http.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { DropFile } from './drop-file.tsx'
import { type ChosenFile, usePreview } from './import-queries.ts'
import styles from './imports.module.css'
import { MappingForm } from './mapping-form.tsx'

interface NewImportProps {
  onStarted: (id: number) => void
}

/** Choose the form and the file, look at the columns, let it be checked. */
export function NewImport({ onStarted }: NewImportProps) {
  const { t, i18n } = useTranslation()
  const [kind, setKind] = useState<RosterKind>('household')
  const [chosen, setChosen] = useState<ChosenFile>()
  const preview = usePreview()
  const look = (next: ChosenFile) => {
    setChosen(next)
    preview.mutate(next)
  }
  const choose = (next: RosterKind) => {
    setKind(next)
    if (chosen) look({ ...chosen, kind: next })
  }
  return (
    <section aria-labelledby="import-title" className={styles.page}>
      <header>
        <h2 id="import-title">{t('imports:new')}</h2>
        <p className={styles.quiet}>{t('imports:intro')}</p>
      </header>
      <fieldset className={styles.kinds}>
        <legend>{t('imports:kindLegend')}</legend>
        {rosterKinds.map((one) => (
          <label data-chosen={one === kind || undefined} key={one}>
            <input
              checked={one === kind}
              name="kind"
              onChange={() => choose(one)}
              type="radio"
              value={one}
            />
            <strong>{t(`imports:kind.${one}`)}</strong>
            <span>{t(`imports:kindDetail.${one}`)}</span>
            <a download href={toPath(`/api/v1/imports/blank/${one}`, { lang: i18n.language })}>
              {t('imports:blank')}
            </a>
          </label>
        ))}
      </fieldset>
      <DropFile
        file={chosen?.file}
        isReading={preview.isPending}
        onFile={(file) => look({ file, kind })}
      />
      <ProblemText problem={preview.error && toApiProblem(preview.error)} />
      {chosen && preview.data && !preview.isPending && (
        <MappingForm
          chosen={chosen}
          key={`${chosen.file.name} ${preview.data.sheet} ${chosen.kind}`}
          onSheet={(sheet) => look({ ...chosen, sheet })}
          onStarted={onStarted}
          preview={preview.data}
        />
      )}
    </section>
  )
}
