const region = {
  type: 'array',
  items: { type: 'number' },
  minItems: 6,
  maxItems: 6,
}

/** What 3D Tiles 1.1 (OGC 22-025r4) demands of a tile set, as far as ours uses it; nothing else. */
export const tilesetSchema = {
  $id: 'tileset',
  type: 'object',
  required: ['asset', 'geometricError', 'root'],
  additionalProperties: false,
  properties: {
    asset: {
      type: 'object',
      required: ['version'],
      properties: { version: { const: '1.1' }, generator: { type: 'string' } },
      additionalProperties: false,
    },
    geometricError: { type: 'number', minimum: 0 },
    root: { $ref: '#/$defs/tile' },
  },
  $defs: {
    tile: {
      type: 'object',
      required: ['boundingVolume', 'geometricError'],
      additionalProperties: false,
      properties: {
        boundingVolume: {
          type: 'object',
          required: ['region'],
          properties: { region },
          additionalProperties: false,
        },
        geometricError: { type: 'number', minimum: 0 },
        refine: { enum: ['ADD', 'REPLACE'] },
        content: {
          type: 'object',
          required: ['uri'],
          properties: { uri: { type: 'string', minLength: 1 } },
          additionalProperties: false,
        },
        children: { type: 'array', minItems: 1, items: { $ref: '#/$defs/tile' } },
      },
    },
  },
}

const index = { type: 'integer', minimum: 0 }
const property = {
  type: 'object',
  required: ['values'],
  properties: { values: index, stringOffsets: index, stringOffsetType: { const: 'UINT32' } },
  additionalProperties: false,
}

/** What glTF 2.0 and its extensions demand of the JSON chunk of a building tile. */
export const glbSchema = {
  $id: 'glb',
  type: 'object',
  required: [
    'asset',
    'buffers',
    'bufferViews',
    'accessors',
    'meshes',
    'nodes',
    'scenes',
    'extensions',
  ],
  properties: {
    asset: { type: 'object', required: ['version'], properties: { version: { const: '2.0' } } },
    extensionsRequired: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    nodes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['mesh', 'matrix'],
        properties: {
          mesh: index,
          matrix: { type: 'array', items: { type: 'number' }, minItems: 16, maxItems: 16 },
        },
      },
    },
    bufferViews: {
      type: 'array',
      items: {
        type: 'object',
        required: ['buffer', 'byteLength'],
        properties: { byteOffset: { multipleOf: 8 }, byteLength: { minimum: 1 } },
      },
    },
    meshes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          primitives: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['attributes', 'indices', 'extensions'],
              properties: {
                attributes: {
                  type: 'object',
                  required: ['POSITION', 'NORMAL', '_FEATURE_ID_0', '_FACADE', '_BLD'],
                },
                extensions: { type: 'object', required: ['EXT_mesh_features'] },
              },
            },
          },
        },
      },
    },
    extensions: {
      type: 'object',
      required: ['EXT_structural_metadata'],
      properties: {
        EXT_structural_metadata: {
          type: 'object',
          required: ['schema', 'propertyTables'],
          properties: {
            propertyTables: {
              type: 'array',
              minItems: 1,
              maxItems: 1,
              items: {
                type: 'object',
                required: ['class', 'count', 'properties'],
                properties: {
                  class: { const: 'building' },
                  count: { type: 'integer', minimum: 1 },
                  properties: {
                    type: 'object',
                    required: ['id', 'use', 'floors', 'heightMeters', 'householdCount'],
                    additionalProperties: property,
                  },
                },
              },
            },
          },
        },
      },
    },
  },
}
