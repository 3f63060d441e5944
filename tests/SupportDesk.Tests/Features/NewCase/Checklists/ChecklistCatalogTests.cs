using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Checklists;

public sealed class ChecklistCatalogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("situations-").FullName;

    [Fact]
    public async Task All_ShippedFiles_AreTheThreeCaseTypesInOrder()
    {
        await using var desk = await DeskFixture.StartAsync();
        var catalog = desk.Services.GetRequiredService<ChecklistCatalog>();
        Assert.Equal(["notification-missing", "error-29", "payment-declined"], catalog.All.Select(caseType => caseType.Key));
        Assert.All(catalog.All, caseType => Assert.Contains(caseType.Items, item => item.Required));
    }

    [Fact]
    public async Task Prepare_BadFile_StopsTheDeskBeforeTheDataIsTouched()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.yaml"), "key: broken\norder: soon\nname: { ru: Х, en: X }\n");
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => DeskFixture.StartAsync(settings: ("Situations:Directory", folder)));
        Assert.StartsWith(Path.Combine(folder, "broken.yaml") + ", line 2: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SameKeyInTwoFiles_NamesBoth()
    {
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "situations", "error-29.yaml"));
        File.WriteAllText(Path.Combine(folder, "a.yaml"), shipped);
        File.WriteAllText(Path.Combine(folder, "b.yaml"), shipped);
        var error = Assert.Throws<ConfigurationException>(() =>
            ChecklistCatalog.Load(folder, ["payment-link", "open-tickets", "log-lines", "log-verdict", "signature"])
        );
        Assert.Contains("b.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains("a.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyOrMissingFolder_IsRefused()
    {
        Assert.Throws<ConfigurationException>(() => ChecklistCatalog.Load(folder, []));
        Assert.Throws<ConfigurationException>(() => ChecklistCatalog.Load(Path.Combine(folder, "none"), []));
    }

    [Fact]
    public async Task Check_FromElsewhere_CanBeNamedInAFile()
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "situations", "notification-missing.yaml"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "own.yaml"),
            yaml.Replace("checks: [result-url,", "checks: [probe, result-url,", StringComparison.Ordinal)
        );
        await using var desk = await DeskFixture.StartAsync(services => services.AddScoped<IChecklistCheck, Probe>(), ("Situations:Directory", folder));
        Assert.Contains("probe", desk.Services.GetRequiredService<ChecklistCatalog>().All[0].Items[0].Checks);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed class Probe : IChecklistCheck
    {
        public string Name => "probe";

        public Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct) => Task.FromResult<CheckResult?>(null);
    }
}
