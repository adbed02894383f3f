/**
 * One IPFS node for the tests: real Helia (UnixFS, pins, bitswap over TCP and Noise) on loopback, behind the calls of
 * Kubo's RPC API and of an HTTP gateway that Licet uses. It knows no peer until `swarm/connect` names one.
 *
 * `node node.mjs FOLDER` keeps its blocks below FOLDER, prints one line of JSON with its addresses, and ends with its
 * standard input. Shapes after docs.ipfs.tech/reference/kubo/rpc and specs.ipfs.tech/http-gateways/path-gateway;
 * chunks and layout are those of `ipfs add --cid-version=1`, so the CIDs are Kubo's.
 */
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { withBitswap } from '@helia/bitswap'
import { unixfs } from '@helia/unixfs'
import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { FsBlockstore } from 'blockstore-fs'
import { createHeliaLight } from 'helia'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import { createLibp2p } from 'libp2p'
import { CID } from 'multiformats/cid'

const PATIENCE_MS = 2_000
const KUBO_DEFAULTS = {
  cidVersion: 1,
  rawLeaves: true,
  chunker: fixedSize({ chunkSize: 262_144 }),
  layout: balanced({ maxChildrenPerNode: 174 })
}

const blocks = new FsBlockstore(process.argv[2])
await blocks.open()
const helia = createHeliaLight({ blockstore: blocks })
helia.libp2p = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  services: { identify: identify() }
})
await withBitswap(helia).start()
const files = unixfs(helia)

/** The whole listing of an async iterable. */
async function all (source) {
  const found = []
  for await (const item of source) found.push(item)
  return found
}

/** `<cid>/a/b`, with or without `/ipfs/` before it. */
function parsePath (text) {
  const [cid, ...rest] = text.replace(/^\/ipfs\//, '').split('/').filter(part => part !== '')
  return { cid: CID.parse(cid), path: rest.length > 0 ? rest.join('/') : undefined }
}

function sendJson (response, ...values) {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.end(values.map(value => JSON.stringify(value) + '\n').join(''))
}

/** The parts of a form: files in their folders. Folders are made by the names of their files. */
async function * formFiles (request) {
  const form = await new Response(Readable.toWeb(request), { headers: request.headers }).formData()
  for (const file of form.values()) {
    if (file.type === 'application/x-directory') continue
    yield { path: decodeURIComponent(file.name), content: file.stream() }
  }
}

/** Keep a CID and all below it; like Kubo, and unlike Helia, pinning twice is no error. */
async function pin (cid) {
  if (await helia.pins.isPinned(cid)) return
  await all(helia.pins.add(cid, { signal: AbortSignal.timeout(PATIENCE_MS) }))
}

const calls = {
  async id (_query, _request, response) {
    sendJson(response, {
      ID: helia.libp2p.peerId.toString(),
      Addresses: helia.libp2p.getMultiaddrs().map(String),
      AgentVersion: 'helia/7.1.15',
      Protocols: helia.libp2p.getProtocols()
    })
  },
  async add (query, request, response) {
    const options = { ...KUBO_DEFAULTS, wrapWithDirectory: query.get('wrap-with-directory') === 'true' }
    const added = await all(files.addAll(formFiles(request), options))
    if (query.get('pin') !== 'false') await pin(added.at(-1).cid)
    sendJson(response, ...added.map(({ path, cid, size }) => ({
      Name: path ?? '', Hash: cid.toString(), Size: String(size)
    })))
  },
  async 'pin/add' (query, _request, response) {
    const { cid } = parsePath(query.get('arg'))
    await pin(cid)
    sendJson(response, { Pins: [cid.toString()] })
  },
  async 'pin/ls' (query, _request, response) {
    const wanted = query.get('arg')
    const pins = (await all(helia.pins.ls())).map(pin => pin.cid.toString())
    if (wanted != null && !pins.includes(wanted)) throw new Error(`path '${wanted}' is not pinned`)
    const shown = wanted == null ? pins : [wanted]
    sendJson(response, { Keys: Object.fromEntries(shown.map(cid => [cid, { Type: 'recursive', Name: '' }])) })
  },
  async 'pin/rm' (query, _request, response) {
    const { cid } = parsePath(query.get('arg'))
    if (!await helia.pins.isPinned(cid)) throw new Error('not pinned or pinned indirectly')
    await all(helia.pins.rm(cid))
    sendJson(response, { Pins: [cid.toString()] })
  },
  async cat (query, _request, response) {
    const { cid, path } = parsePath(query.get('arg'))
    const offset = Number(query.get('offset') ?? 0)
    const length = query.has('length') ? Number(query.get('length')) : undefined
    const options = { path, offset, length, offline: query.get('offline') === 'true' }
    await send(response, 200, { 'Content-Type': 'text/plain', 'X-Stream-Output': '1' }, cid, options)
  },
  async 'repo/stat' (_query, _request, response) {
    let size = 0
    let count = 0
    for await (const { bytes } of blocks.getAll()) {
      for await (const piece of bytes) size += piece.byteLength
      count += 1
    }
    sendJson(response, {
      RepoSize: size, StorageMax: 10_000_000_000, NumObjects: count, RepoPath: process.argv[2], Version: 'fs-repo@16'
    })
  },
  async 'repo/gc' (_query, _request, response) {
    await helia.gc()
    sendJson(response)
  },
  async 'swarm/connect' (query, _request, response) {
    await helia.libp2p.dial(multiaddr(query.get('arg')))
    sendJson(response, { Strings: [`connect ${query.get('arg')} success`] })
  }
}

/** A file's bytes; the head is sent when the first ones are there, so that a miss can be told. */
async function send (response, status, headers, cid, options) {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const bytes = files.cat(cid, { ...options, signal })[Symbol.asyncIterator]()
  const first = await bytes.next()
  response.writeHead(status, headers)
  await pipeline(async function * () {
    if (!first.done) yield first.value
    yield * { [Symbol.asyncIterator]: () => bytes }
  }, response)
}

async function rpc (request, response) {
  const url = new URL(request.url, 'http://node')
  const call = calls[url.pathname.replace(/^\/api\/v0\//, '')]
  if (call == null || request.method !== 'POST') {
    response.writeHead(call == null ? 404 : 405).end()
    return
  }
  try {
    await call(url.searchParams, request, response)
  } catch (error) {
    if (response.headersSent) return response.destroy()
    response.writeHead(500, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ Message: error.message, Code: 0, Type: 'error' }) + '\n')
  }
}

/** First byte and the one behind the last of `bytes=a-b`; null for the whole file. */
function parseRange (header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match == null || (match[1] === '' && match[2] === '')) return null
  if (match[1] === '') return [Math.max(0, size - Number(match[2])), size]
  return [Number(match[1]), match[2] === '' ? size : Math.min(Number(match[2]) + 1, size)]
}

async function gateway (request, response) {
  const { pathname } = new URL(request.url, 'http://node')
  if (!pathname.startsWith('/ipfs/')) return response.writeHead(404).end()
  try {
    const { cid, path } = parsePath(decodeURIComponent(pathname))
    const stat = await files.stat(cid, { path, signal: AbortSignal.timeout(PATIENCE_MS) })
    if (stat.type === 'directory') {
      return response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Index of a directory</html>')
    }
    const size = Number(stat.size)
    const range = parseRange(request.headers.range, size)
    if (range != null && range[0] >= size) {
      return response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end()
    }
    const [start, end] = range ?? [0, size]
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Length': end - start,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'public, max-age=29030400, immutable',
      Etag: `"${stat.cid}"`,
      'X-Ipfs-Path': pathname
    }
    if (range != null) headers['Content-Range'] = `bytes ${start}-${end - 1}/${size}`
    if (request.method === 'HEAD') return response.writeHead(range == null ? 200 : 206, headers).end()
    await send(response, range == null ? 200 : 206, headers, cid, { path, offset: start, length: end - start })
  } catch (error) {
    if (response.headersSent) return response.destroy()
    const isAbsent = error.name === 'NotFoundError' || /does not exist/.test(error.message)
    response.writeHead(isAbsent ? 404 : 504, { 'Content-Type': 'text/plain' }).end(error.name)
  }
}

/** Listen on any free port of loopback; the address. */
async function listen (handler) {
  const server = createServer(handler)
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}`
}

const addresses = { rpc: await listen(rpc), gateway: await listen(gateway) }
console.log(JSON.stringify({ ...addresses, swarm: helia.libp2p.getMultiaddrs().map(String) }))
process.stdin.resume().on('end', () => process.exit(0))
