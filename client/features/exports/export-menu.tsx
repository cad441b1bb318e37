import { Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportRequest, exportLists } from '../../../server/contract/exports.ts'
import type { TodoKind } from '../../../server/contract/todo.ts'
import { useMay } from '../../state/use-session.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ExportDialog } from './export-dialog.tsx'
import type { Exported } from './export-queries.ts'

/** Households, persons or shops of one place as a file; for who may read the registry. */
export function ExportMenu({ within }: Pick<ExportRequest, 'within'>) {
  const { t } = useTranslation()
  const mayRead = useMay('registry.read')
  const [isOpen, setOpen] = useState(false)
  const [exported, setExported] = useState<Exported>()
  if (!mayRead) return null
  const items = exportLists.map((list) => ({
    key: list,
    label: t(`exports:list.${list}`),
    onClick: () => setExported({ list, within }),
  }))
  return (
    <>
      <Dropdown
        menu={{ items }}
        onOpenChange={setOpen}
        open={isOpen}
        placement="bottomRight"
        trigger={['click']}
      >
        <IconButton
          icon="download"
          isExpanded={isOpen}
          label={t('exports:export')}
          tooltipPlacement="left"
        />
      </Dropdown>
      {exported && <ExportDialog exported={exported} onClose={() => setExported(undefined)} />}
    </>
  )
}

/** A to-do list as a file. */
export function ExportTodo({ kind }: { kind: TodoKind }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton icon="download" label={t('exports:export')} onClick={() => setOpen(true)} />
      {isOpen && <ExportDialog exported={{ todo: kind }} onClose={() => setOpen(false)} />}
    </>
  )
}
