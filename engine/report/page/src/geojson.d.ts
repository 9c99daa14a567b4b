// As much of GeoJSON (RFC 7946) as the map draws.
declare namespace GeoJSON {
  type Position = number[];
  interface Polygon { type: 'Polygon'; coordinates: Position[][] }
  interface MultiPolygon { type: 'MultiPolygon'; coordinates: Position[][][] }
  interface Feature { type: 'Feature'; geometry: Polygon | MultiPolygon | null; properties: { place?: string } | null }
  interface FeatureCollection { type: 'FeatureCollection'; features: Feature[] }
}
