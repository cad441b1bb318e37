import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import styles from './drop-file.module.css'
import page from './import-page.module.css'

interface DropFileProps {
  file: File | undefined
  isReading: boolean
  onFile: (file: File) => void
}

const KIBIBYTE = 1024

/** Takes a file that is dropped, or chosen by the button inside. */
export function DropFile({ file, isReading, onFile }: DropFileProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const first = files?.[0]
    if (first) onFile(first)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDrop={drop}
    >
      <Icon name="empty" size={28} />
      <div>
        <Button onClick={() => input.current?.click()}>
          {t(file ? 'imports:chooseAnother' : 'imports:choose')}
        </Button>
        <p aria-live="polite" className={page.quiet}>
          {isReading
            ? t('imports:looking')
            : file
              ? t('imports:chosen', { name: file.name, size: Math.ceil(file.size / KIBIBYTE) })
              : t('imports:dropHint')}
        </p>
      </div>
      <input
        accept=".xlsx,.csv,.tsv,.txt"
        aria-label={t('imports:file')}
        className="visually-hidden"
        onChange={(event) => {
          take(event.target.files)
          // The same file, corrected, can be chosen again.
          event.target.value = ''
        }}
        ref={input}
        tabIndex={-1}
        type="file"
      />
    </div>
  )
}
