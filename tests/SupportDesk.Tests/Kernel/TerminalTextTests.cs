using SupportDesk.Kernel;

namespace SupportDesk.Tests.Kernel;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("обычный текст, 👩‍💻 и «кавычки»")]
    [InlineData("two\nlines\tand a tab\r\n")]
    public void Text_OfLetters_StaysAsItIs(string text) => Assert.Equal(text, TerminalText.Text(text));

    [Theory]
    [InlineData("\u001b[2J\u001b]0;root\u0007", "\uFFFD[2J\uFFFD]0;root\uFFFD")]
    [InlineData("\u009b31mred", "\uFFFD31mred")]
    [InlineData("good\rbad\bx\u007f", "good\uFFFDbad\uFFFDx\uFFFD")]
    [InlineData("exe.\u202Egnp", "exe.\uFFFDgnp")]
    public void T41_Text_ThatSteersATerminal_DoesNot(string text, string shown) => Assert.Equal(shown, TerminalText.Text(text));
}
