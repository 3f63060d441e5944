using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Checklists;

/// <summary>All checklists of this desk, read once; the desk does not start with one that is wrong.</summary>
public sealed class ChecklistCatalog : IStartupCheck
{
    private readonly Lazy<IReadOnlyList<CaseType>> caseTypes;

    public ChecklistCatalog(IConfiguration configuration, IHostEnvironment environment, IServiceScopeFactory scopes)
    {
        Folder = configuration["Situations:Directory"] is { Length: > 0 } own
            ? Path.Combine(environment.ContentRootPath, own)
            : Path.Combine(AppContext.BaseDirectory, "situations");
        caseTypes = new(() => Load(Folder, CheckNames(scopes)));
    }

    public string Folder { get; }

    public IReadOnlyList<CaseType> All => caseTypes.Value;

    public CaseType? Find(string? key) => All.FirstOrDefault(caseType => caseType.Key == key);

    public void Check() => _ = caseTypes.Value;

    private static List<string> CheckNames(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IChecklistCheck>().Select(check => check.Name)];
    }

    internal static IReadOnlyList<CaseType> Load(string folder, IReadOnlyCollection<string> knownChecks)
    {
        if (!Directory.Exists(folder))
            throw new ConfigurationException(
                $"{folder}: this folder should hold the checklists (*.yaml), but it is not there. See the setting Situations:Directory."
            );
        var reader = new ChecklistReader(knownChecks);
        var read = Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => (File: file, CaseType: reader.Read(file, File.ReadAllText(file))))
            .ToList();
        if (read.Count == 0)
            throw new ConfigurationException($"{folder}: there is no checklist (*.yaml) in this folder. See the setting Situations:Directory.");
        foreach (var twins in read.GroupBy(entry => entry.CaseType.Key).Where(group => group.Count() > 1))
            throw YamlMap.Wrong(twins.Last().File, 1, $"the key '{twins.Key}' belongs to {Path.GetFileName(twins.First().File)} already.");
        return [.. read.Select(entry => entry.CaseType).OrderBy(caseType => caseType.Order)];
    }
}
