import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RosterKind } from '../../../server/contract/rosters.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { DropFile } from './drop-file.tsx'
import page from './import-page.module.css'
import { type ChosenFile, usePreview } from './import-queries.ts'
import { MappingForm } from './mapping-form.tsx'
import { RosterKinds } from './roster-kinds.tsx'

interface NewImportProps {
  onStarted: (id: number) => void
}

/** Choose the form and the file, look at the columns, let it be checked. */
export function NewImport({ onStarted }: NewImportProps) {
  const { t } = useTranslation()
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
    <section aria-labelledby="import-title" className={page.page}>
      <header>
        <h2 id="import-title">{t('imports:new')}</h2>
        <p className={page.quiet}>{t('imports:intro')}</p>
      </header>
      <RosterKinds kind={kind} onKind={choose} />
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
