using System.Collections;
using System.Globalization;
using System.Resources;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

public sealed class MudTextTests
{
    [Fact]
    public void Texts_EveryOneOfTheLibrary_IsOursToo()
    {
        using var own = typeof(MudDialog).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!;
        using var reader = new ResourceReader(own);
        var keys = reader.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(keys);
        var texts = XDocument.Load(Path.Combine(Repository.Root, "src", "SupportDesk", "Shell", "MudText.resx")).Root!.Elements("data");
        Assert.Equal(keys, texts.Select(text => text.Attribute("name")!.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ru", "MudExitPrompt_Cancel", "Остаться")]
    [InlineData("en", "MudExitPrompt_Cancel", "Stay")]
    [InlineData("ru", "MudDataGridPager_InfoFormat", "1–25 из 418", "1", "25", "418")]
    public async Task Library_AskingForItsWords_GetsThoseOfTheDesk(string language, string key, string text, params object[] holes)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var desk = await DeskFixture.StartAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var scope = desk.Services.CreateAsyncScope();
        Assert.Equal(text, scope.ServiceProvider.GetRequiredService<ILocalizationInterceptor>().Handle(key, holes).Value);
    }
}
