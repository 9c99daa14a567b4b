// Our own table instead of UDUNITS' XML: that file must be found at run time, takes milliseconds to read, counts a year
// in seconds (so that twelve months are 12.000000000000002), and knows surprising one-letter units.
#include "units/table.hpp"

namespace ronghe {
namespace {

constexpr UnitRow units[] = {
    // time: the year is the base, a month its twelfth, a day 1/365.2425 of it
    {"year", "", "年", false},
    {"years", "year", "年", false},
    {"年", "year", "年", false},
    {"quarter", "0.25 year", "季度", false},
    {"month", "0.083333333333333333 year", "月", false},
    {"months", "month", "月", false},
    {"月", "month", "月", false},
    {"day", "0.0027379070069885075 year", "日", false},
    {"days", "day", "日", false},
    {"日", "day", "日", false},
    {"天", "day", "天", false},
    {"week", "7 day", "周", false},
    {"weeks", "week", "周", false},
    {"hour", "0.041666666666666667 day", "小时", false},
    {"hours", "hour", "小时", false},
    {"小时", "hour", "小时", false},
    {"minute", "0.016666666666666667 hour", "分钟", false},
    {"minutes", "minute", "分钟", false},
    {"min", "minute", "分钟", false},
    {"second", "0.016666666666666667 minute", "秒", false},
    {"seconds", "second", "秒", false},
    // money
    {"元", "", "元", true},
    {"yuan", "元", "元", true},
    {"CNY", "元", "元", true},
    {"dollar", "", "美元", true},
    {"dollars", "dollar", "美元", true},
    {"USD", "dollar", "美元", true},
    {"euro", "", "欧元", true},
    {"EUR", "euro", "欧元", true},
    // people and things that are counted
    {"人", "", "人", true},
    {"person", "人", "人", true},
    {"persons", "人", "人", true},
    {"people", "人", "人", true},
    {"户", "", "户", true},
    {"household", "户", "户", true},
    {"households", "户", "户", true},
    {"个", "", "个", true},
    {"item", "个", "个", true},
    {"items", "个", "个", true},
    {"unit", "个", "个", true},
    {"units", "个", "个", true},
    {"家", "个", "家", true},
    {"所", "个", "所", true},
    {"头", "", "头", true},
    {"animal", "头", "头", true},
    {"animals", "头", "头", true},
    {"床", "", "张床位", true},
    {"bed", "床", "张床位", true},
    {"beds", "床", "张床位", true},
    {"辆", "", "辆", true},
    {"vehicle", "辆", "辆", true},
    {"vehicles", "辆", "辆", true},
    {"套", "", "套", true},
    {"dwelling", "套", "套", true},
    {"dwellings", "套", "套", true},
    {"bit", "", "比特", true},
    {"byte", "8 bit", "字节", true},
    // length, area, volume
    {"metre", "", "米", true},
    {"m", "metre", "米", true},
    {"米", "metre", "米", true},
    {"公里", "1000 metre", "公里", true},
    {"平方米", "metre^2", "平方米", true},
    {"立方米", "metre^3", "立方米", true},
    {"平方公里", "1e6 metre^2", "平方公里", true},
    {"hectare", "1e4 metre^2", "公顷", false},
    {"ha", "hectare", "公顷", false},
    {"公顷", "hectare", "公顷", true},
    {"亩", "0.066666666666666667 hectare", "亩", true},
    {"mu", "亩", "亩", false},
    {"litre", "0.001 metre^3", "升", true},
    // mass, energy, temperature
    {"kilogram", "", "千克", false},
    {"kg", "kilogram", "千克", false},
    {"g", "0.001 kilogram", "克", false},
    {"tonne", "1000 kilogram", "吨", true},
    {"tonnes", "tonne", "吨", false},
    {"t", "tonne", "吨", true},
    {"吨", "tonne", "吨", true},
    {"斤", "0.5 kilogram", "斤", true},
    {"joule", "kilogram*metre^2/second^2", "焦耳", true},
    {"J", "joule", "焦耳", true},
    {"watt", "joule/second", "瓦", true},
    {"W", "watt", "瓦", true},
    {"Wh", "watt*hour", "瓦时", true},
    {"千瓦时", "1000 Wh", "千瓦时", true},
    {"tce", "29307600000 joule", "吨标准煤", true},
    {"吨标准煤", "tce", "吨标准煤", true},
    {"kelvin", "", "开", false},
    {"K", "kelvin", "开", false},
    {"degC", "kelvin", "℃", false},  // differences of temperature only: no shifted zero
    {"radian", "1", "弧度", false},
    // pure numbers
    {"%", "0.01", "%", false},
    {"percent", "0.01", "%", false},
    {"个百分点", "0.01", "个百分点", false},
    {"percentage_point", "0.01", "个百分点", false},
    {"‰", "0.001", "‰", false},
};

constexpr PrefixRow prefixes[] = {
    {"万亿", 1e12, true}, {"千亿", 1e11, true}, {"百亿", 1e10, true}, {"亿", 1e8, true},  {"千万", 1e7, true},
    {"百万", 1e6, true},  {"万", 1e4, true},    {"千", 1e3, true},    {"百", 1e2, true},  {"k", 1e3, false},
    {"M", 1e6, false},    {"G", 1e9, false},    {"T", 1e12, false},   {"m", 1e-3, false}, {"c", 1e-2, false},
};

}  // namespace

std::span<const UnitRow> unit_rows() { return units; }
std::span<const PrefixRow> prefix_rows() { return prefixes; }

}  // namespace ronghe
