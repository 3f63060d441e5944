using System.Text;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>Reads the fields that a command line of curl would send.</summary>
internal static class CurlCommand
{
    private static readonly string[] Encoded = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii"];
    private static readonly string[] Plain = ["-F", "--form", "--form-string", "--data-urlencode"];

    public static IReadOnlyList<KeyValuePair<string, string>> Fields(string command)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var words = Words(command);
        for (var i = 1; i < words.Count; i++)
        {
            var (option, value) = Split(words[i]);
            if (Encoded.Contains(option) || Plain.Contains(option))
            {
                value ??= ++i < words.Count ? words[i] : "";
                fields.AddRange(
                    Encoded.Contains(option) ? SignedText.Read(value).Fields
                    : value.Split('=', 2) is [var name, var text] ? [new(name, option is "-F" or "--form" ? Part(text) : text)]
                    : []
                );
            }
            else if (words[i].Contains("://", StringComparison.Ordinal))
            {
                fields.AddRange(SignedText.OfUrl(words[i]));
            }
        }

        return fields;
    }

    // In a part of a form curl itself takes quotes away, and a type behind the value.
    private static string Part(string text) => text switch
    {
        ['"', .. var quoted, '"'] => PrintedFields.Unescape(quoted),
        ['"', ..] when text.LastIndexOf("\";type=", StringComparison.Ordinal) is var at and > 0 => PrintedFields.Unescape(text[1..at]),
        _ => text.Split(";type=", 2)[0],
    };

    // --data=…, and -d… written together.
    private static (string Option, string? Value) Split(string word) => word switch
    {
        ['-', '-', ..] when word.IndexOf('=', StringComparison.Ordinal) is var at and > 0 => (word[..at], word[(at + 1)..]),
        ['-', 'd' or 'F', _, ..] => (word[..2], word[2..]),
        _ => (word, null),
    };

    /// <summary>As a shell parts them: quotes hold blanks together, a backslash before a line end joins lines.</summary>
    private static List<string> Words(string command)
    {
        var (words, word, quote, isWord, isEscaping) = (new List<string>(), new StringBuilder(), '\0', false, false);
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (quote != '\0' && c == quote)
                (quote, isEscaping) = ('\0', false);
            // $'…' is the one kind of single quotes in which a backslash counts; browsers write it.
            else if (c == '$' && quote == '\0' && i + 1 < command.Length && command[i + 1] == '\'')
                isEscaping = true;
            else if (c == '\\' && (isEscaping || quote != '\'') && i + 1 < command.Length)
                Escape(command, ref i, word);
            else if (quote != '\0')
                word.Append(c);
            else if (c is '"' or '\'')
                (quote, isWord) = (c, true);
            else if (char.IsWhiteSpace(c))
                End();
            else
                word.Append(c);
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0 || isWord)
                words.Add(word.ToString());
            word.Clear();
            isWord = false;
        }
    }

    private static void Escape(string command, ref int i, StringBuilder word)
    {
        i++;
        if (command[i] == '\r' && i + 1 < command.Length && command[i + 1] == '\n')
            i++;
        if (command[i] != '\n')
            word.Append(command[i]);
    }
}
