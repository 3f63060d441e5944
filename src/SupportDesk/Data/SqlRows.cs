using System.Globalization;
using System.Text;

namespace SupportDesk.Data;

/// <summary>
/// Rows of values inside one statement: SQLite and PostgreSQL both take <c>UPDATE … FROM (VALUES …) AS f</c> and call the
/// columns column1, column2, ….
/// </summary>
public static class SqlRows
{
    /// <summary>Places for the values of rows as <c>ExecuteSqlRaw</c> counts them: <c>({0},{1}),({2},{3})</c>.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many values in each.</param>
    /// <param name="first">The number of the first place.</param>
    public static string Places(int rows, int columns, int first)
    {
        var text = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ",(");
            for (var column = 0; column < columns; column++)
                text.Append(CultureInfo.InvariantCulture, $"{(column == 0 ? "" : ",")}{{{first + row * columns + column}}}");
            text.Append(')');
        }

        return text.ToString();
    }
}
