import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const OURS = '{bench,bin,content,docs,infra,manifest,src,test}'
/** Every file and folder, with a stroke before it, so that a name is found by how a path ends. */
const paths = globSync([`${OURS}/**`, '*'], { cwd: root, exclude: ['**/node_modules/**'] }).map((path) => `/${path}`)
const isThere = (name: string): boolean => paths.some((path) => path.endsWith(`/${name.replace(/\/$/, '')}`))

/** What looks like a path and is none of this repository's: addresses that are served, packages, what a build makes. */
const NOT_FILES = /^(\/.*|dist\/|(fuse|ical)\.js)$/

const papers = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/{*,decisions/*}.md', { cwd: root })]
const read = (paper: string): string => readFileSync(join(root, paper), 'utf8')

describe('a reader who looks up what a paper names', () => {
  it.each(papers)('finds what %s leads to', (paper) => {
    const links = [...read(paper).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(root, dirname(paper), link)))).toEqual([])
  })

  // Of a decision that was replaced, what it names is gone with it.
  const told = papers.filter((paper) => /ARCHITECTURE|CONTRIBUTING|decisions/.test(paper))
  it.each(told.filter((paper) => !read(paper).includes('_Replaced by ')))('finds each file that %s names', (paper) => {
    const named = [...read(paper).matchAll(/`([\w./-]+)`/g)].map(([, name = '']) => name)
    const files = named.filter((name) => /\/|\.(ts|js|md|yaml|conf)$/.test(name) && !NOT_FILES.test(name))
    expect(files.filter((name) => !isThere(name))).toEqual([])
  })
})
