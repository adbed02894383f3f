/** `createHelia`, the only caller, would reach the open net. */
function absent () {
  throw new Error('left out of the tests: see absent/package.json')
}

export { absent as withHTTP, absent as withLibp2p }
