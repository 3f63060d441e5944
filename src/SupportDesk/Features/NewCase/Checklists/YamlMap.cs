using System.Globalization;
using SupportDesk.Kernel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SupportDesk.Features.NewCase.Checklists;

/// <summary>A mapping of a YAML file that is read key by key; what is wrong with it is said with file and line.</summary>
internal sealed class YamlMap
{
    private readonly string file;
    private readonly YamlMappingNode node;
    private readonly Dictionary<string, YamlNode> entries = [];

    public YamlMap(string file, YamlNode node, string what, params string[] known)
    {
        this.file = file;
        this.node = node as YamlMappingNode ?? throw Wrong(file, node, $"{what} must be a list of 'name: value' lines.");
        foreach (var (key, value) in this.node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name))
                throw Wrong(file, key, $"{what} has no entry '{name}'. Known are: {string.Join(", ", known)}.");
            entries[name] = value;
        }
    }

    public bool Has(string key) => entries.ContainsKey(key);

    public string Text(string key) => entries.TryGetValue(key, out var value) ? Text(value, $"'{key}'") : throw Wrong(node, $"'{key}' is missing.");

    public string Text(YamlNode value, string what)
    {
        if (value is not YamlScalarNode scalar)
            throw Wrong(value, $"{what} must be a plain text.");
        return string.IsNullOrWhiteSpace(scalar.Value) ? throw Wrong(value, $"{what} is empty.") : scalar.Value.Trim();
    }

    public int Number(string key) => int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong(entries[key], $"'{key}' must be a whole number.");

    /// <summary>One of the given words; the answer is the value it stands for.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(key);
        return words.TryGetValue(text, out var value)
            ? value
            : throw Wrong(entries[key], $"'{key}' cannot be '{text}'. Possible are: {string.Join(", ", words.Keys)}.");
    }

    public LocalText Both(string key)
    {
        if (!entries.TryGetValue(key, out var value))
            throw Wrong(node, $"'{key}' is missing.");
        var map = new YamlMap(file, value, $"'{key}'", "ru", "en");
        return new LocalText(map.Text("ru"), map.Text("en"));
    }

    public IReadOnlyList<YamlNode> List(string key)
    {
        if (!entries.TryGetValue(key, out var value))
            return [];
        return value is YamlSequenceNode list ? [.. list.Children] : throw Wrong(value, $"'{key}' must be a list.");
    }

    public ConfigurationException Wrong(string key, string reason) => Wrong(entries.GetValueOrDefault(key, node), reason);

    public ConfigurationException Wrong(YamlNode at, string reason) => Wrong(file, at, reason);

    public static ConfigurationException Wrong(string file, YamlNode at, string reason) => Wrong(file, at.Start.Line, reason);

    public static ConfigurationException Wrong(string file, long line, string reason) => new($"{file}, line {line}: {reason}");

    public static YamlNode Load(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new ConfigurationException(Wrong(file, error.Start.Line, $"this is not YAML: {error.Message}").Message, error);
        }

        return stream.Documents.Count == 1
            ? stream.Documents[0].RootNode
            : throw Wrong(file, 1, stream.Documents.Count == 0 ? "the file is empty." : "the file holds more than one document.");
    }
}
