import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** One import line: the file it stands in and what it names. */
export interface ImportLine {
  /** Path from the project root. */
  from: string
  /** Path from the project root for a file of ours, else the name of the package. */
  to: string
  isOwnFile: boolean
}

export const projectRoot = resolve(import.meta.dirname, '../..')

const SOURCE_FILE = /\.(ts|tsx|mjs|mts)$/

/** All source files below the folders, as paths from the project root. */
export function listSourceFiles(folders: readonly string[]): string[] {
  return folders
    .map((folder) => join(projectRoot, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && SOURCE_FILE.test(entry.name))
    .map((entry) => toProjectPath(join(entry.parentPath, entry.name)))
    .sort()
}

/** Reads the imports and re-exports of one file, static and dynamic. */
export function readImports(file: string): ImportLine[] {
  return findSpecifiers(readFileSync(join(projectRoot, file), 'utf8')).map((specifier) => {
    const isOwnFile = specifier.startsWith('.')
    const path = join(projectRoot, dirname(file), specifier.replace(/\?.*$/, ''))
    return { from: file, to: isOwnFile ? toProjectPath(path) : toPackageName(specifier), isOwnFile }
  })
}

/** The quoted module names of a source text, in order. */
export function findSpecifiers(source: string): string[] {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const statement = /^\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/gm
  const call = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...text.matchAll(statement), ...text.matchAll(call)].flatMap(([, name]) => name ?? [])
}

function toPackageName(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}

function toProjectPath(path: string): string {
  return relative(projectRoot, path).replaceAll('\\', '/')
}
