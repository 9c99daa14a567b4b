# Sobol indices by OpenTURNS, for openturns_test.cpp.
#
# Reads from the file that is named: a line `N keys`, then a line for each member of OpenTURNS' design (A, then B, then
# A with each key from B, N lines each): the inputs and, last, the output. Prints a line for each key: first order by
# its SaltelliSensitivityAlgorithm, total by its JansenSensitivityAlgorithm, with all digits.
import sys

import openturns as ot

with open(sys.argv[1]) as file:
    size, keys = map(int, file.readline().split())
    rows = [[float(number) for number in line.split()] for line in file]
inputs = ot.Sample([row[:keys] for row in rows])
outputs = ot.Sample([row[keys:] for row in rows])
first = ot.SaltelliSensitivityAlgorithm(inputs, outputs, size).getFirstOrderIndices()
total = ot.JansenSensitivityAlgorithm(inputs, outputs, size).getTotalOrderIndices()
for key in range(keys):
    print(repr(float(first[key])), repr(float(total[key])))
