import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { UnreadableFile } from '../../spreadsheets/unreadable-file.ts'
import { noFile, unreadableFile } from './imports.errors.ts'

export interface ReceivedFile {
  file: FileHandle
  /** Without a path. */
  name: string
  fields: Record<string, string>
  /** Closes the file, with which it is gone. */
  release(): Promise<void>
}

/**
 * Takes the file of a multipart request to the disk, and the fields beside it. The file has no name
 * there: whatever happens, it is gone when it is closed.
 *
 * @throws DomainError where there is no file, or it is too large
 */
export async function receiveFile(request: FastifyRequest): Promise<ReceivedFile> {
  const fields: Record<string, string> = {}
  let received: ReceivedFile | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else if (received) part.file.resume()
      else received = await keep(part, fields)
    }
  } catch (error) {
    await received?.release()
    const isTooLarge = (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE'
    throw isTooLarge ? unreadableFile(new UnreadableFile('file-too-large')) : error
  }
  if (!received) throw noFile()
  return received
}

async function keep(
  { file: stream, filename }: MultipartFile,
  fields: Record<string, string>,
): Promise<ReceivedFile> {
  const path = join(tmpdir(), `digital-community-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  // Where an open file cannot be without a name (Windows), its name goes with it.
  const isNameless = await rm(path).then(
    () => true,
    () => false,
  )
  const release = async () => {
    await file.close()
    if (!isNameless) await rm(path, { force: true })
  }
  try {
    await file.writeFile(stream)
    if (stream.truncated) throw unreadableFile(new UnreadableFile('file-too-large'))
  } catch (error) {
    await release()
    throw error
  }
  const name = basename(filename.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .slice(0, 200)
  return { file, fields, release, name: name || '?' }
}
