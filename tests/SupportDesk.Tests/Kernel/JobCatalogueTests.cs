using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Jobs;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Kernel;

public sealed class JobCatalogueTests
{
    [Fact]
    public async Task Of_TheDesk_EveryJobCanBeMadeAndHasANameInBothLanguages()
    {
        await using var desk = await DeskFixture.StartAsync();
        var texts = new ResourceManager(typeof(JobsText));
        var jobs = desk.Services.GetRequiredService<JobCatalogue>().All;
        Assert.Equal(11, jobs.Select(job => job.Name).Distinct().Count());
        Assert.All(jobs, job =>
        {
            using var scope = desk.Services.CreateScope();
            Assert.NotNull(scope.ServiceProvider.GetRequiredService(job.Type));
            Assert.NotEqual(texts.GetString(job.Name, CultureInfo.GetCultureInfo("ru")), texts.GetString(job.Name, CultureInfo.GetCultureInfo("en")));
        });
    }

    [Fact]
    public void Every_CallThatTakesMoreThanAToken_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            new JobCatalogue().Every("greet", TimeSpan.FromMinutes(1), (Greeter greeter) => greeter.RunAsync("anna@buyer.example", default))
        );

    internal sealed class Greeter
    {
        private readonly List<string> greeted = [];

        public Task RunAsync(string name, CancellationToken ct)
        {
            greeted.Add(name);
            return Task.Delay(0, ct);
        }
    }
}
